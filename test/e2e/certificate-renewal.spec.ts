import { once } from 'node:events';
import { renameSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { connect, type TLSSocket } from 'node:tls';
import { testDatabases } from '../databases.js';
import { eventually } from './harness/eventually.js';
import { useProcesses } from './harness/processes.js';
import type { SpawnedServer } from './harness/spawned-server.js';
import {
  CERTIFICATE,
  RENEWED_CERTIFICATE,
  RENEWED_KEY,
  tlsFiles,
  type TlsFilesOfTest,
} from './harness/tls-files.js';

const [database] = testDatabases();
if (!database) throw new Error('no database');

describe('a server with a certificate', () => {
  const processes = useProcesses(database);
  const sockets: TLSSocket[] = [];

  const start = (files: TlsFilesOfTest): Promise<SpawnedServer> =>
    processes().start({ TLS_CERT_FILE: files.certificate, TLS_KEY_FILE: files.key });

  const connected = async (server: SpawnedServer): Promise<TLSSocket> => {
    const { port } = new URL(server.origin);
    const socket = connect({
      port: Number(port),
      host: '127.0.0.1',
      ca: [CERTIFICATE, RENEWED_CERTIFICATE],
    });
    sockets.push(socket);
    await once(socket, 'secureConnect');
    return socket;
  };
  const shows = async (server: SpawnedServer, certificate: string): Promise<boolean> => {
    const socket = await connected(server);
    const shown = socket.getPeerX509Certificate()?.toString();
    socket.destroy();
    return shown === certificate;
  };
  const alive = (server: SpawnedServer): Promise<boolean> => shows(server, CERTIFICATE);

  afterEach(() => {
    for (const socket of sockets.splice(0)) socket.destroy();
  });

  it('serves a renewed one without a restart, and open connections go on', async () => {
    const files = tlsFiles();
    const server = await start(files);
    const open = await connected(server);
    writeFileSync(files.key, RENEWED_KEY);
    writeFileSync(files.certificate, RENEWED_CERTIFICATE);
    await eventually(() => shows(server, RENEWED_CERTIFICATE), Date.now() + 20_000);
    open.write('GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n');
    expect(String(await once(open, 'data'))).toMatch(/^HTTP\/1\.1 200/);
  });

  it('follows links that are led elsewhere', async () => {
    const [old, renewed] = [tlsFiles(), tlsFiles()];
    writeFileSync(renewed.certificate, RENEWED_CERTIFICATE);
    writeFileSync(renewed.key, RENEWED_KEY);
    const links = { certificate: `${old.certificate}.link`, key: `${old.key}.link` };
    symlinkSync(old.certificate, links.certificate);
    symlinkSync(old.key, links.key);
    const server = await start(links);
    for (const part of ['certificate', 'key'] as const) {
      symlinkSync(renewed[part], `${links[part]}.next`);
      renameSync(`${links[part]}.next`, links[part]);
    }
    await eventually(() => shows(server, RENEWED_CERTIFICATE), Date.now() + 20_000);
  });

  it('reads it again at once on SIGHUP', async () => {
    const files = tlsFiles();
    const server = await start(files);
    writeFileSync(files.key, RENEWED_KEY);
    writeFileSync(files.certificate, RENEWED_CERTIFICATE);
    process.kill(server.pid, 'SIGHUP');
    await server.logged('A renewed certificate is served');
    expect(await shows(server, RENEWED_CERTIFICATE)).toBe(true);
  });

  it.each([
    [
      'half renewed',
      (files: TlsFilesOfTest) => {
        writeFileSync(files.key, RENEWED_KEY);
      },
    ],
    [
      'damaged',
      (files: TlsFilesOfTest) => {
        writeFileSync(files.certificate, 'no certificate');
      },
    ],
    [
      'gone',
      (files: TlsFilesOfTest) => {
        unlinkSync(files.certificate);
      },
    ],
  ])('keeps the old one while the new one is %s, and says why', async (_state, spoil) => {
    const files = tlsFiles();
    const server = await start(files);
    spoil(files);
    process.kill(server.pid, 'SIGHUP');
    await server.logged('The old certificate stays: TLS_CERT_FILE');
    expect(await alive(server)).toBe(true);
  });
});

describe('SIGHUP', () => {
  const processes = useProcesses(database);

  it('never ends a server, with or without a certificate', async () => {
    const server = await processes().start();
    process.kill(server.pid, 'SIGHUP');
    await server.logged('SIGHUP: ');
    const { status } = await server.send({ method: 'GET', path: '/health/ready' });
    expect(status).toBe(200);
    expect(await server.stop()).toBe(0);
  });
});

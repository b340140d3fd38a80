import { request } from 'node:https';
import { connect } from 'node:tls';
import { once } from 'node:events';
import { AppConfig } from '../../src/config/app-config.js';
import { readTlsFiles } from '../../src/server/tls-files.js';
import { testDatabases } from '../databases.js';
import { useServer } from './harness/each-database.js';
import { ROUTES } from './harness/routes.js';
import { CERTIFICATE, tlsFiles } from './harness/tls-files.js';

const [database] = testDatabases();
if (!database) throw new Error('no database');

const refusal = (files: { certificate: string; key: string }, nodeEnv: 'production' | 'test') => {
  const config = new AppConfig({
    nodeEnv,
    tlsCertFile: files.certificate,
    tlsKeyFile: files.key,
  });
  return () => readTlsFiles(config);
};

describe('TLS_CERT_FILE and TLS_KEY_FILE', () => {
  const files = tlsFiles();
  const server = useServer(database, {
    settings: { tlsCertFile: files.certificate, tlsKeyFile: files.key },
  });

  const status = (): Promise<number> =>
    new Promise((resolve, reject) => {
      const url = new URL(ROUTES.jwks, server().origin);
      const outgoing = request(url, { ca: CERTIFICATE, agent: false }, (answer) => {
        answer.resume();
        resolve(answer.statusCode ?? 0);
      });
      outgoing.once('error', reject);
      outgoing.end();
    });

  it('serve HTTPS', async () => {
    expect(server().origin).toMatch(/^https:/);
    expect(await status()).toBe(200);
  });

  it('take no version of TLS before 1.2', async () => {
    const { port } = new URL(server().origin);
    const socket = connect({
      port: Number(port),
      host: '127.0.0.1',
      ca: CERTIFICATE,
      minVersion: 'TLSv1',
      maxVersion: 'TLSv1.1',
      ciphers: 'DEFAULT:@SECLEVEL=0',
    });
    const [error] = (await once(socket, 'error')) as [Error];
    expect(String(error)).toMatch(/alert|version|protocol/i);
  });

  it('have to be there, and to be a certificate and its key', () => {
    expect(refusal({ certificate: '/nowhere.pem', key: files.key }, 'test')).toThrow(
      '/nowhere.pem',
    );
    const wrong = tlsFiles(0o600, 'no key at all');
    expect(refusal(wrong, 'test')).toThrow(wrong.key);
  });

  it('have to keep the key from other accounts in production', () => {
    expect(refusal(tlsFiles(0o644), 'production')).toThrow(/open to every account/);
    expect(refusal(tlsFiles(0o644), 'test')).not.toThrow();
    expect(refusal(tlsFiles(0o600), 'production')).not.toThrow();
  });
});

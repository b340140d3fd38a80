import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { readConfig } from '../../src/config/read-config.js';
import { refusalOf } from '../config/refusal.js';
import { testDatabases } from '../databases.js';
import type { Answer } from './harness/answer.js';
import { expectAnswer } from './harness/golden.js';
import { exchange } from './providers/exchanges.js';
import { UNAVAILABLE } from './providers/faults.js';
import { HostileProvider } from './providers/hostile-provider.js';
import { providerSettings, serverSettings } from './providers/settings.js';
import { type Closable, useProvider } from './providers/use-providers.js';

const CREDENTIALS = 'user:hush-hush';

/** A proxy that tunnels (RFC 9110 \u00a79.3.6) for those who say who they are. */
class TunnellingProxy implements Closable {
  readonly tunnels: string[] = [];
  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    readonly provider: HostileProvider,
  ) {
    server.on('connect', ({ url = '', headers }, client: Socket) => {
      this.sockets.add(client);
      const expected = `Basic ${Buffer.from(CREDENTIALS).toString('base64')}`;
      if (headers['proxy-authorization'] !== expected) {
        client.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
        return;
      }
      this.tunnels.push(url);
      const [host = '', port] = url.split(':');
      const upstream = connect(Number(port), host, () => {
        client.write('HTTP/1.1 200 Connection established\r\n\r\n');
        client.pipe(upstream).pipe(client);
      });
      for (const socket of [client, upstream]) {
        socket.on('error', () => undefined);
        socket.on('close', () => {
          client.destroy();
          upstream.destroy();
        });
      }
    });
  }

  static async start(): Promise<TunnellingProxy> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new TunnellingProxy(server, await HostileProvider.start());
  }

  get url(): string {
    return `http://${CREDENTIALS}@127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
    await this.provider.close();
  }
}

const [database] = testDatabases();
if (!database) throw new Error('there is always SQLite');

describe.each([
  ['through the proxy', (proxy: TunnellingProxy) => ({ httpProxy: proxy.url }), true],
  [
    'directly where NO_PROXY names it',
    (proxy: TunnellingProxy) => ({ httpProxy: proxy.url, noProxy: 'example.com,127.0.0.1' }),
    false,
  ],
  ['directly where the proxy is for https', (p: TunnellingProxy) => ({ httpsProxy: p.url }), false],
] as const)('a provider is asked %s', (_way, settings, tunnelled) => {
  const running = useProvider(
    database,
    () => TunnellingProxy.start(),
    (proxy) => ({
      settings: serverSettings(
        [providerSettings({ name: 'corp', issuer: proxy.provider.issuer })],
        settings(proxy),
      ),
    }),
  );

  it('for all that an exchange needs', async () => {
    const { server, provider: proxy } = running();
    expect((await exchange(server, { authCode: randomUUID() })).status).toBe(200);
    const { host } = new URL(proxy.provider.issuer);
    expect(new Set(proxy.tunnels)).toEqual(new Set(tunnelled ? [host] : []));
  });
});

describe('a proxy that is not there', () => {
  const running = useProvider(
    database,
    () => HostileProvider.start(),
    ({ issuer }) => ({
      settings: serverSettings([providerSettings({ name: 'corp', issuer })], {
        httpProxy: 'http://127.0.0.1:1',
      }),
    }),
  );

  it('makes a provider unavailable, and no more', async () => {
    const answer: Answer = await exchange(running().server, { authCode: randomUUID() });
    expectAnswer(answer, UNAVAILABLE);
  });
});

describe('HTTPS_PROXY, HTTP_PROXY and NO_PROXY', () => {
  it.each(['HTTPS_PROXY', 'https_proxy'])('are read as other programs read them: %s', (name) => {
    const config = readConfig({ [name]: 'http://proxy:3128', no_proxy: '.corp.example' });
    expect(config.federation).toMatchObject({
      httpsProxy: 'http://proxy:3128',
      noProxy: '.corp.example',
    });
    expect(config.warnings).toEqual([]);
  });

  it.each(['proxy:3128', 'socks5://proxy:1080', 'http://'])(
    'are refused without their value where that is no proxy: %s',
    (value) => {
      expect(refusalOf({ HTTP_PROXY: value }).faults).toEqual([
        'HTTP_PROXY must be http://<host>:<port>, with <user>:<password>@ if needed',
      ]);
    },
  );
});

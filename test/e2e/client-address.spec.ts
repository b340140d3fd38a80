import { newAccount } from './harness/accounts.js';
import { onEachDatabase, useServer } from './harness/each-database.js';
import { ROUTES } from './harness/routes.js';
import { DatabaseSession } from '../../src/database/database-session.js';

type Headers = Readonly<Record<string, string>>;

onEachDatabase('who is calling', (database) => {
  const direct = useServer(database);
  const proxied = useServer(database, { settings: { trustProxy: ['127.0.0.1', '10.0.0.0/8'] } });

  /** The address that a session was opened from. */
  async function addressSeen(server: ReturnType<typeof direct>, headers: Headers): Promise<string> {
    const answer = await server.post(ROUTES.register, newAccount(), headers);
    const [row] = await server
      .resolve(DatabaseSession)
      .select<{ readonly issued_address: string }>(
        'SELECT issued_address FROM refresh_tokens WHERE id = ?',
        [sessionOf(answer.string('data', 'token'))],
      );
    return row?.issued_address ?? '';
  }

  const sessionOf = (token: string): string => {
    const claims: unknown = JSON.parse(
      Buffer.from(token.split('.')[1] ?? '', 'base64url').toString(),
    );
    return (claims as { readonly sid: string }).sid;
  };

  it.each<[string, Headers]>([
    ['X-Forwarded-For', { 'x-forwarded-for': '203.0.113.9' }],
    ['X-Real-IP', { 'x-real-ip': '203.0.113.9' }],
    ['Forwarded', { forwarded: 'for=203.0.113.9' }],
    ['Client-IP', { 'client-ip': '203.0.113.9', 'true-client-ip': '203.0.113.9' }],
    ['CF-Connecting-IP', { 'cf-connecting-ip': '203.0.113.9' }],
  ])('is not told by %s unless a proxy is trusted', async (_name, headers) => {
    expect(await addressSeen(direct(), headers)).toBe('127.0.0.1');
  });

  it.each<[string, string, string]>([
    ['the client', '203.0.113.9', '203.0.113.9'],
    ['the last that is no trusted proxy', '1.1.1.1, 203.0.113.9, 10.1.2.3', '203.0.113.9'],
    ['an IPv6 address with a port', '[2001:db8::1]:443', '2001:db8::1'],
    ['an IPv4 address with a port', '203.0.113.9:51234', '203.0.113.9'],
    [
      'the last that is no trusted proxy, with ports',
      '1.1.1.1, 203.0.113.9:443, 10.1.2.3:80',
      '203.0.113.9',
    ],
    ['a proxy in IPv6 notation', '1.1.1.1, 203.0.113.9, ::ffff:10.1.2.3', '203.0.113.9'],
    ['an address in quotes', '"[2001:db8::1]:443"', '2001:db8::1'],
    ['the connection, where it is no address', 'unknown', '127.0.0.1'],
    ['the connection, where it is an attack', '"><script>alert(1)</script>', '127.0.0.1'],
  ])('is told by a trusted proxy: %s', async (_name, forwarded, address) => {
    expect(await addressSeen(proxied(), { 'x-forwarded-for': forwarded })).toBe(address);
  });

  it('is told by X-Forwarded-For and nothing else', async () => {
    const headers = { 'x-real-ip': '203.0.113.9', forwarded: 'for=203.0.113.9' };
    expect(await addressSeen(proxied(), headers)).toBe('127.0.0.1');
  });
});

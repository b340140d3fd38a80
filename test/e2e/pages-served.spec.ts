import { PAGE_PATHS } from '../../src/api/pages/page-paths.js';
import { testDatabases } from '../databases.js';
import { useServer } from './harness/each-database.js';

const [sqlite] = testDatabases();
if (!sqlite) throw new Error('there is always SQLite');
const database = sqlite;

describe('a server with pages', () => {
  const issuer = 'https://example.com/auth';
  const settings = { pages: true, mailSenderName: 'Ann & <Bob>', issuer };
  const server = useServer(database, { settings });

  it.each(PAGE_PATHS)('has the same shell at %s, for GET and HEAD alone', async (path) => {
    const page = await server().get(path);
    expect([page.status, page.header('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(page.header('cache-control')).toBe('no-store');
    expect(page.header('referrer-policy')).toBe('no-referrer');
    expect(page.headers['set-cookie']).toBeUndefined();
    const policy = page.header('content-security-policy');
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
    expect(page.text).toContain('<title>Ann &amp; &lt;Bob&gt;</title>');
    expect((await server().send({ method: 'HEAD', path })).status).toBe(200);
    expect((await server().send({ path, json: {} })).status).toBe(405);
  });

  it('has scripts and styles that are kept for good, named by their content, below the issuer’s path', async () => {
    const { text } = await server().get('/account');
    const assets = Array.from(text.matchAll(/(?:src|href)="(\/auth\/[^"]+)"/g), ([, url]) => url);
    expect(assets).toHaveLength(2);
    for (const asset of assets) {
      const { status, headers } = await server().get(asset?.replace('/auth', '') ?? '');
      expect([status, headers['cache-control']]).toEqual([
        200,
        'public, max-age=31536000, immutable',
      ]);
      expect(asset).toMatch(/-[0-9A-Z]{8}\.(js|css)$/);
    }
  });

  it.each(['/account/nowhere', '/account/assets/none.js', '/account/assets/..%2findex.html'])(
    'has nothing at %s',
    async (path) => {
      const answer = await server().get(path);
      expect([answer.status, answer.value('errorCode')]).toEqual([404, 'NOT_FOUND']);
    },
  );
});

describe('a server whose operator has pages of their own', () => {
  const server = useServer(database, { settings: { pages: false } });

  it.each(PAGE_PATHS)('has nothing at %s', async (path) => {
    expect((await server().get(path)).status).toBe(404);
  });
});

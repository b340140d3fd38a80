import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Authority } from './authority/authority.js';
import { end, type SpawnedExample, spawnExample } from './authority/spawned-example.js';

const PAGE = readFileSync(join(__dirname, '../../examples/README.md'), 'utf8');

/** The commands as the page shows them. */
const COMMANDS = Array.from(PAGE.matchAll(/^node (.+)$/gm), ([, command = '']) => command);

interface Answer {
  readonly status: number;
  readonly challenge: string | null;
  readonly body: unknown;
}

describe('the page of the examples', () => {
  it('shows one for each framework', () => {
    expect(COMMANDS).toHaveLength(4);
  });
});

describe.each(COMMANDS)('node %s', (command) => {
  const authority = new Authority();
  let example: SpawnedExample;

  beforeAll(async () => {
    await authority.start();
    example = await spawnExample(authority, command.split(' '));
  });

  afterAll(async () => {
    await end(example);
    await authority.stop();
  });

  async function get(path: string, authorization?: string): Promise<Answer> {
    const response = await fetch(example.origin + path, {
      headers: authorization === undefined ? {} : { authorization },
    });
    const text = await response.text();
    const { status, headers } = response;
    const body: unknown = text.startsWith('{') ? JSON.parse(text) : text;
    return { status, challenge: headers.get('www-authenticate'), body };
  }

  it('lets all get what is public', async () => {
    expect(await get('/public')).toMatchObject({ status: 200, body: { hello: 'all' } });
  });

  it('lets a person in, and knows who it is', async () => {
    const answer = await get('/me', `Bearer ${authority.userToken()}`);
    expect(answer).toMatchObject({ status: 200, body: { sub: 'ana' } });
  });

  it.each([undefined, 'Basic YTpi', 'Bearer'])(
    'asks for a token where there is none, with no error (RFC 6750 §3.1): %s',
    async (authorization) => {
      const { status, challenge } = await get('/me', authorization);
      expect({ status, challenge }).toEqual({ status: 401, challenge: 'Bearer realm="api"' });
    },
  );

  it('says what is wrong with a token (RFC 6750 §3)', async () => {
    const { status, challenge } = await get('/me', `Bearer ${authority.userToken({ exp: 1 })}`);
    expect({ status, challenge }).toEqual({
      status: 401,
      challenge: 'Bearer error="invalid_token", error_description="The token has expired."',
    });
  });

  it('lets only those with the role in where one is asked for', async () => {
    const user = await get('/admin', `Bearer ${authority.userToken()}`);
    expect(user.status).toBe(403);
    expect(user.challenge).toMatch(/^Bearer error="insufficient_scope", error_description=".+"$/);
    const service = await get('/admin', `Bearer ${authority.serviceToken()}`);
    expect(service.status).toBe(403);
    const admin = await get('/admin', `bearer ${authority.userToken({ roles: ['admin'] })}`);
    expect(admin).toMatchObject({ status: 200, body: { sub: 'ana' } });
  });

  it('turns a person away whose session has ended', async () => {
    const token = authority.userToken({ sid: 's-ended' });
    expect(await get('/me', `Bearer ${token}`)).toMatchObject({ status: 200 });
    authority.log.revoke('session-revoked', 's-ended');
    let answer = await get('/me', `Bearer ${token}`);
    while (answer.status === 200) answer = await get('/me', `Bearer ${token}`);
    expect(answer).toMatchObject({
      status: 401,
      challenge: 'Bearer error="invalid_token", error_description="The token was revoked."',
    });
  });
});

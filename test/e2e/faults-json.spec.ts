import { newAccount, register } from './harness/accounts.js';
import { onEachDatabase, useServer } from './harness/each-database.js';
import { envelopeFault, fault, flagFault, MALFORMED } from './harness/expected-faults.js';
import { expectAnswer } from './harness/golden.js';
import { ROUTES } from './harness/routes.js';

const headers = { 'content-type': 'application/json' };
const VALID = '{"username":"nobody","password":"x"}';
const bytes = (...parts: readonly (string | readonly number[])[]): Buffer =>
  Buffer.concat(parts.map((part) => Buffer.from(part)));

const UNREADABLE: readonly (readonly [string, string | Buffer])[] = [
  ['nothing but a brace', '{'],
  ['a truncated object', VALID.slice(0, -1)],
  ['a truncated string', '{"username":"nob'],
  ['two objects', VALID + VALID],
  ['single quotes', "{'username':'nobody','password':'x'}"],
  ['a trailing comma', '{"username":"nobody","password":"x",}'],
  ['a comment', `/* hi */${VALID}`],
  ['NaN', '{"username":NaN,"password":"x"}'],
  ['a form', 'username=nobody&password=x'],
  ['a byte order mark', bytes([0xef, 0xbb, 0xbf], VALID)],
  ['UTF-16', Buffer.from(`\ufeff${VALID}`, 'utf16le')],
  ['UTF-16 without a mark', Buffer.from(VALID, 'utf16le')],
  ['invalid UTF-8', bytes('{"username":"', [0xff, 0xfe], '","password":"x"}')],
  ['overlong UTF-8', bytes('{"username":"', [0xc0, 0xaf], '","password":"x"}')],
  ['a surrogate in UTF-8', bytes('{"username":"', [0xed, 0xa0, 0x80], '","password":"x"}')],
  ['a truncated character', bytes('{"username":"nobody","password":"', [0xe2, 0x82])],
  ['a raw NUL', '{"username":"a\u0000","password":"x"}'],
  ['a raw newline in a string', '{"username":"a\nb","password":"x"}'],
  ['blanks only', '   \n'],
  ['gzip', bytes([0x1f, 0x8b, 0x08, 0, 0, 0, 0, 0])],
];

/** Well-formed JSON that is no request. */
const MISSHAPEN: readonly (readonly [string, string])[] = [
  ['null', 'null'],
  ['a number', '42'],
  ['a string', '"nobody"'],
  ['a list', '[]'],
  ['a list of requests', `[${VALID}]`],
  ['arrays to the limit', '['.repeat(8_000) + ']'.repeat(8_000)],
  ['objects to the limit', '{"a":'.repeat(2_700) + '1' + '}'.repeat(2_700)],
  ['a deep password', `{"username":"x","password":${'['.repeat(8_000)}${']'.repeat(8_000)}}`],
  ['a prototype', `{"__proto__":${VALID}}`],
  ['a constructor', `{"constructor":{"prototype":${VALID}}}`],
];

/** Readable and shaped right, but no text that could be a name or a password. */
const UNTEXTUAL: readonly (readonly [string, string])[] = [
  ['a lone high surrogate', '{"username":"\\ud800","password":"x"}'],
  ['a lone low surrogate', '{"username":"x","password":"\\udc00"}'],
  ['NUL in the name', '{"username":"a\\u0000b","password":"x"}'],
  ['NUL in the password', '{"username":"x","password":"a\\u0000b"}'],
  ['control characters', '{"username":"\\u001b[2J\\r\\n","password":"\\u0007"}'],
];

onEachDatabase('bodies that are no JSON', (database) => {
  const server = useServer(database);

  it.each(UNREADABLE)('%s is malformed at every door', async (_name, body) => {
    const at = (path: string): ReturnType<ReturnType<typeof server>['send']> =>
      server().send({ path, headers, body });
    expectAnswer(await at(ROUTES.token), fault(ROUTES.token, MALFORMED));
    expectAnswer(await at(ROUTES.login), envelopeFault(ROUTES.login, MALFORMED));
    expectAnswer(await at(ROUTES.register), envelopeFault(ROUTES.register, MALFORMED));
    expectAnswer(await at(ROUTES.refresh), fault(ROUTES.refresh, MALFORMED));
    expectAnswer(await at(ROUTES.flagLogin), flagFault(400, 'Malformed request.'));
  });

  it.each(MISSHAPEN)('%s is refused as 400 at every door', async (_name, body) => {
    for (const path of [ROUTES.token, ROUTES.login, ROUTES.register, ROUTES.flagLogin]) {
      const answer = await server().send({ path, headers, body });
      expect([path, answer.status]).toEqual([path, 400]);
      expect(answer.header('x-request-id')).not.toBe('');
    }
  });

  it.each(UNTEXTUAL)('%s is refused without a crash', async (_name, body) => {
    for (const path of [ROUTES.token, ROUTES.login, ROUTES.flagLogin]) {
      const { status } = await server().send({ path, headers, body });
      expect([400, 401]).toContain(status);
    }
    const person = { ...JSON.parse(body), email: 'person@example.com' } as object;
    expect((await server().post(ROUTES.register, person)).status).toBe(400);
  });

  it('forty thousand levels are refused', async () => {
    const body = '['.repeat(40_000) + ']'.repeat(40_000);
    expect((await server().send({ path: ROUTES.token, headers, body })).status).toBe(413);
  });

  it('of duplicated keys the last counts', async () => {
    const { username, password } = await register(server(), newAccount());
    const last = `{"username":"nobody","username":"${username}","password":"${password}"}`;
    const first = `{"username":"${username}","username":"nobody","password":"${password}"}`;
    const send = (body: string): ReturnType<ReturnType<typeof server>['send']> =>
      server().send({ path: ROUTES.token, headers, body });
    expect((await send(last)).status).toBe(200);
    expect((await send(first)).status).toBe(401);
  });

  it('text outside the basic plane is text like any other', async () => {
    const account = { ...newAccount(), password: 'пароль-密码-😀-ключ' };
    await register(server(), account);
    expect((await server().post(ROUTES.token, account)).status).toBe(200);
  });
});

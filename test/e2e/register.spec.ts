import { type Account, newAccount } from './harness/accounts.js';
import type { Answer } from './harness/answer.js';
import { onEachDatabase, useServer } from './harness/each-database.js';
import { itAnswers } from './harness/exchanges.js';
import {
  envelopeFault,
  type ExpectedFault,
  invalid,
  missing,
  REGISTRATION_CLOSED,
} from './harness/expected-faults.js';
import { aSentence, type Exchange, expectAnswer } from './harness/golden.js';
import { ROUTES } from './harness/routes.js';
import { bearer } from './harness/sessions.js';

const path = ROUTES.register;
const person = (changes: object): object => ({ ...newAccount('person'), ...changes });

const refused = (name: string, json: unknown, expected: ExpectedFault): Exchange => ({
  name,
  request: { path, json },
  answer: envelopeFault(path, expected),
});

const WEAK: ExpectedFault = { status: 400, errorCode: 'WEAK_PASSWORD', message: aSentence };

const BAD_NAMES = [
  'with space',
  'a/b',
  'semi;colon',
  '<script>',
  "o'brien",
  'smile😀',
  'zero\u200bwidth',
  'right\u202eleft',
  'nul\u0000',
  'tab\there',
  'new\nline',
  '\u0301',
  '\u0301\u0302',
  'blank\u{13441}',
  'a'.repeat(129),
];

const BAD_ADDRESSES = [
  'nonsense',
  'a@',
  '@b.example',
  'a b@example.com',
  'a@b@example.com',
  'a\u200bb@example.com',
  'a\u00adb@example.com',
  '"a b"@example.com',
  42,
  {},
];

const UNSEEN_NAMES = [
  ['a zero-width space', '\u200b'],
  ['a zero-width joiner', '\u200d'],
  ['a word joiner', '\u2060'],
  ['a byte order mark', '\ufeff'],
  ['a soft hyphen', '\u00ad'],
  ['a Hangul filler', '\u3164'],
  ['a Hangul choseong filler', '\u115f'],
  ['a Hangul jungseong filler', '\u1160'],
  ['a half-width Hangul filler', '\uffa0'],
  ['an empty Braille cell', '\u2800'],
  ['an empty hieroglyph', '\u{13441}'],
  ['an empty note head', '\u{1d159}'],
  ['a combining accent', '\u0301'],
  ['a combining grapheme joiner', '\u034f'],
  ['a variation selector', '\ufe0f'],
  ['a tag', '\u{e0041}'],
  ['a mark of direction', '\u200f'],
  ['several of them', ' \u200b\u0301\u3164\u2800 '],
  ['two lines', 'Ann\u2028Admin'],
  ['two paragraphs', 'Ann\u2029Admin'],
  ['an isolate', 'Ann\u2066nimdA'],
  ['a deprecated control', 'Ann\u206a'],
  ['an annotation', 'Ann\ufff9Admin\ufffb'],
] as const;

const WEAK_PASSWORDS: readonly (readonly [string, object])[] = [
  ['seven letters', { password: 'a1b2c3d' }],
  ['seven code points of two units', { password: '𝔭𝔞𝔰𝔰𝔴𝔬𝔯' }],
  ['257 letters', { password: 'x1'.repeat(128) + 'x' }],
  ['a common one', { password: 'password123' }],
  ['a common one, shouted', { password: 'PASSWORD123' }],
  ["the user's name", { username: 'longusername', password: 'longusername' }],
  ["the user's address", { email: 'mine@example.com', password: 'mine@example.com' }],
];

const REFUSALS: readonly Exchange[] = [
  refused('no username', person({ username: undefined }), missing('username')),
  refused('no password', person({ password: undefined }), missing('password')),
  refused('no address', person({ email: undefined }), invalid('email')),
  refused('an empty address', person({ email: '' }), invalid('email')),
  refused('a blank username', person({ username: '   ' }), invalid('username')),
  refused('a numeric username', person({ username: 42 }), invalid('username')),
  refused('a numeric password', person({ password: 12345678 }), invalid('password')),
  refused('a blank display name', person({ displayName: ' ' }), invalid('displayName')),
  refused(
    'a display name that turns the text around it',
    person({ displayName: 'cod\u202etxt.exe' }),
    invalid('displayName'),
  ),
  ...UNSEEN_NAMES.map(([name, displayName]) =>
    refused(`as a display name ${name}`, person({ displayName }), invalid('displayName')),
  ),
  refused('a numeric display name', person({ displayName: 7 }), invalid('displayName')),
  refused(
    '129 code points of display name',
    person({ displayName: '😀'.repeat(129) }),
    invalid('displayName'),
  ),
  refused('a foreign address for a name', person({ username: 'a@b.example' }), invalid('username')),
  ...BAD_NAMES.map((username) =>
    refused(`the name ${JSON.stringify(username)}`, person({ username }), invalid('username')),
  ),
  ...BAD_ADDRESSES.map((email) =>
    refused(`the address ${JSON.stringify(email)}`, person({ email }), invalid('email')),
  ),
  ...WEAK_PASSWORDS.map(([name, changes]) =>
    refused(`as a password ${name}`, person(changes), WEAK),
  ),
];

onEachDatabase('registration', (database) => {
  const server = useServer(database);
  const register = (changes: object): Promise<Answer> => server().post(path, person(changes));

  itAnswers(server, REFUSALS);

  it('needs username, password and email', async () => {
    const answer = await server().post(path, {});
    expectAnswer(
      answer,
      envelopeFault(path, { ...missing(), message: aSentence, details: expect.anything() }),
    );
    const fields = (answer.value('details') as readonly { field: string }[]).map((d) => d.field);
    expect(new Set(fields)).toEqual(new Set(['username', 'password', 'email']));
  });

  it.each([
    'a',
    'a'.repeat(128),
    'under_score.and-dash+plus',
    'Zoë',
    'Ζωή',
    '名前',
    'हिन्दी',
    '0815',
  ])('takes the name %s', async (username) => {
    const answer = await register({ username });
    expect(answer.status).toBe(201);
    expect(answer.string('data', 'username')).toBe(username);
  });

  it('takes a mail address for a name when it is the own one, case ignored', async () => {
    const names = { username: 'User.Name@Example.com', email: 'user.name@example.com' };
    expect((await register(names)).status).toBe(201);
  });

  it('takes eight code points for a password, whatever they are', async () => {
    expect((await register({ password: '𝔵𝔯𝔮𝔷𝔨𝔪𝔴𝔳' })).status).toBe(201);
    expect((await register({ password: 'x1'.repeat(128) })).status).toBe(201);
  });

  it('calls a user by name who gave no display name', async () => {
    const answer = await register({ username: 'Nameless', displayName: undefined });
    expect(answer.string('data', 'displayName')).toBe('Nameless');
  });

  it.each(['👩\u200d👩\u200d👧', 'می\u200cخواهم', 'e\u0301', 'שלום\u200e!', '7', '…', '名前'])(
    'takes the display name %s',
    async (displayName) => {
      const answer = await register({ displayName });
      expect(answer.status).toBe(201);
      expect(answer.string('data', 'displayName')).toBe(displayName);
    },
  );

  it('takes 128 code points of display name', async () => {
    const displayName = '😀'.repeat(128);
    const answer = await register({ displayName });
    expect(answer.string('data', 'displayName')).toBe(displayName);
  });

  it('lets nobody choose roles or an id', async () => {
    const answer = await register({
      roles: ['admin'],
      isAdmin: true,
      id: '1',
      uid: '1',
      role: 'x',
    });
    expect(answer.status).toBe(201);
    const me = await server().get(ROUTES.me, bearer(answer.string('data', 'token')));
    expect(me.value('roles')).toEqual(['user']);
    expect(me.string('uid')).not.toBe('1');
  });

  it('opens a session that goes on', async () => {
    const answer = await register({});
    const refreshToken = answer.string('data', 'refreshToken');
    const refreshed = await server().post(ROUTES.envelopeRefresh, refreshToken);
    expect(refreshed.status).toBe(200);
  });
});

onEachDatabase('registration, closed', (database) => {
  const server = useServer(database, { settings: { registration: false } });
  const account: Account = newAccount('late');

  itAnswers(server, [refused('refuses everybody', account, REGISTRATION_CLOSED)]);

  it('has created nobody', async () => {
    expect((await server().post(ROUTES.token, account)).status).toBe(401);
  });
});

// How many access tokens one core judges with @portcullis/verifier: new ones, which have to be
// verified, and such as were seen before. By turns of some ten milliseconds, the same new tokens are
// given to bare `crypto.verify` and to jose, so that whatever else the machine does meets all of them
// alike. Prints the median of the turns.
import { generateKeyPairSync, randomUUID, sign, verify } from 'node:crypto';
import { createVerifier } from '@portcullis/verifier';
import { jwtVerify } from 'jose';
import { median } from './statistics.mjs';

const ROUNDS = 10;
const TOKENS = 4_000;
const TURN = 400;
/** How often each token is shown again in a turn. */
const REPEATS = 20;

const issuer = 'https://auth.example';
const audience = 'orders';
const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const jwk = { ...publicKey.export({ format: 'jwk' }), kid: 'bench', alg: 'RS256', use: 'sig' };

const segment = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');

function newToken() {
  const iat = Math.floor(Date.now() / 1000);
  const person = { sub: 'ana', uid: randomUUID(), sid: randomUUID(), client_id: 'envelope' };
  const session = { roles: ['user'], auth_time: iat, amr: ['pwd'] };
  const times = { iat, exp: iat + 3600, jti: randomUUID() };
  const header = segment({ alg: 'RS256', typ: 'at+jwt', kid: 'bench' });
  const signed = `${header}.${segment({ iss: issuer, aud: audience, ...person, ...session, ...times })}`;
  return `${signed}.${sign('sha256', Buffer.from(signed), privateKey).toString('base64url')}`;
}

/** The same text, which was never looked up in a map: as it comes out of a request. */
const fresh = (token) => Buffer.from(token, 'latin1').toString('latin1');

async function newVerifier() {
  const verifier = createVerifier({
    issuer,
    audience,
    jwksUri: `${issuer}/keys`,
    fetch: async () => new Response(JSON.stringify({ keys: [jwk] })),
  });
  await verifier.ready();
  return verifier;
}

/** Operations a second. */
async function rate(count, work) {
  const start = process.hrtime.bigint();
  await work();
  return count / (Number(process.hrtime.bigint() - start) / 1e9);
}

const tokens = Array.from({ length: TOKENS }, newToken);
const parts = tokens.map((token) => {
  const end = token.lastIndexOf('.');
  return [Buffer.from(token.slice(0, end)), Buffer.from(token.slice(end + 1), 'base64url')];
});

const raw = (from) =>
  rate(TURN, () => {
    for (const [data, signature] of parts.slice(from, from + TURN)) {
      if (!verify('sha256', data, publicKey, signature)) throw new Error('not signed');
    }
  });

const jose = (from) =>
  rate(TURN, async () => {
    const options = { issuer, audience, typ: 'at+jwt', algorithms: ['RS256'] };
    for (const token of tokens.slice(from, from + TURN)) await jwtVerify(token, publicKey, options);
  });

async function ours(verifier, from) {
  const judge = (shown) =>
    rate(shown.length, () => {
      for (const token of shown) verifier.verify(token);
    });
  const those = tokens.slice(from, from + TURN);
  const first = await judge(those.map(fresh));
  const again = await judge(Array.from({ length: REPEATS }, () => those.map(fresh)).flat());
  return { first, again };
}

const turns = [];
for (let round = 0; round <= ROUNDS; round += 1) {
  const verifier = await newVerifier();
  for (let from = 0; from < TOKENS; from += TURN) {
    const turn = { raw: await raw(from), ...(await ours(verifier, from)), jose: await jose(from) };
    // The first round is the compiler's.
    if (round > 0) turns.push(turn);
  }
  verifier.close();
}

const middle = (value) => median(turns.map(value));
const rows = [
  ['new tokens a second', middle(({ first }) => first), 15_000],
  ['seen tokens a second', middle(({ again }) => again), 500_000],
  ['crypto.verify a second', middle(({ raw: each }) => each)],
  ['jose.jwtVerify a second', middle(({ jose: each }) => each)],
  ['new tokens / crypto.verify', middle(({ first, raw: each }) => first / each), 0.8],
  ['new tokens / jose.jwtVerify', middle(({ first, jose: each }) => first / each), 1.8],
];

const shape = (value) => (value < 100 ? value.toFixed(2) : Math.round(value).toLocaleString('en'));
console.log(
  `RS256, 2048 bits, Node ${process.version}, median of ${turns.length} turns of ${TURN}`,
);
for (const [name, value, target] of rows) {
  const aim = target === undefined ? '' : `${value >= target ? 'above' : 'BELOW'} ${shape(target)}`;
  console.log(`${name.padEnd(30)}${shape(value).padStart(12)}   ${aim}`);
}

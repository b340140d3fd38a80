import {
  Argon2Hasher,
  NodeRsArgon2Hasher,
} from '../../../src/credentials/passwords/password-hasher.js';
import { parseStoredHash, isOutdated } from '../../../src/credentials/passwords/stored-hash.js';

const PASSWORD = 'pässwörd 🔑 with\u0301 marks';
const engines = { '@node-rs/argon2': NodeRsArgon2Hasher, argon2: Argon2Hasher };
const names = ['@node-rs/argon2', 'argon2'] as const;

describe.each(names)('hashes made by %s', (maker) => {
  it('carry the current cost, whatever the order of its parameters', async () => {
    const hasher = await engines[maker].load();
    const stored = parseStoredHash(await hasher.hash(PASSWORD));
    expect(hasher.engine).toBe(maker);
    expect(stored).toMatchObject({
      kind: 'argon2id',
      version: 19,
      cost: { memory: 19_456, passes: 2, lanes: 1 },
    });
    expect(isOutdated(stored)).toBe(false);
  });

  it('are salted', async () => {
    const hasher = await engines[maker].load();
    expect(await hasher.hash(PASSWORD)).not.toBe(await hasher.hash(PASSWORD));
  });

  it.each(names)('are verified by %s, byte for byte', async (verifier) => {
    const hash = await (await engines[maker].load()).hash(PASSWORD);
    const hasher = await engines[verifier].load();
    expect(await hasher.verify(hash, PASSWORD)).toBe(true);
    expect(await hasher.verify(hash, PASSWORD.normalize('NFD'))).toBe(false);
    expect(await hasher.verify(hash, `${PASSWORD} `)).toBe(false);
  });
});

/** Of the password "password", at costs and in variants that are not made here. */
const IMPORTED = [
  '$argon2id$v=19$m=65536,t=3,p=4$ZWTe+N88x8+bAEr5RIz6+g$yjPDX6rwMuBZVJLk4hOw2gpbZFqfDWK6u8bqIXE1poc',
  '$argon2id$v=19$m=1024,t=1,p=4$c29tZXNhbHQ$lCv15/EcBxipw5doEzU7RA',
  '$argon2id$v=19$t=1,p=4,m=1024$c29tZXNhbHQ$lCv15/EcBxipw5doEzU7RA',
  '$argon2id$m=1024,t=2,p=1$Uss7Xs/Uw4J1BLQ4yipUSQ$oysEmpHV4YP51LQbB9gc6/g9z8bWyh/vijjvUlxCyyY',
  '$argon2i$v=19$m=1024,t=2,p=1$JpB3dDundx1hHl2tIUwGSQ$8SlcxmZK5TAE7/1IIvzMjQ/s397sw5idIWRlLFyjiBA',
  '$argon2d$v=19$m=1024,t=2,p=1$sU89dSlfhsAZcY6mZWszaw$1gIDdgFbctbfVgiWc+7jya5ZQ2YKUThS7zR03uk+1z0',
  '$argon2id$v=19$m=1024,t=2,p=64$BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcH$ugSjd9Gh2Tw6wHrMlnEEfqWzo92nfWKfYlG2+jO2D0T4oUeEfRK5vJZicr7BY917tvnb7jrzLrGQHcj/w/VweA',
];

describe.each(names)('imported hashes, for %s', (verifier) => {
  it.each(IMPORTED)('%s is recognised and verified at the cost it names', async (hash) => {
    const hasher = await engines[verifier].load();
    expect(parseStoredHash(hash).kind).toMatch(/^argon2/);
    expect(await hasher.verify(hash, 'password')).toBe(true);
    expect(await hasher.verify(hash, 'passwort')).toBe(false);
  });
});

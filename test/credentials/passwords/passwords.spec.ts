import { Test } from '@nestjs/testing';
import { Logger } from '@nestjs/common';
import { hash as bcrypt } from 'bcrypt';
import { AppConfig } from '../../../src/config/app-config.js';
import { ConfigModule } from '../../../src/config/config.module.js';
import { AdmissionGate } from '../../../src/credentials/passwords/admission-gate.js';
import { PasswordHasher } from '../../../src/credentials/passwords/password-hasher.js';
import { Passwords } from '../../../src/credentials/passwords/passwords.js';
import { PasswordsModule } from '../../../src/credentials/passwords/passwords.module.js';
import { FOREIGN_HASHES } from './foreign-hashes.js';
import { Job } from './job.js';

const CURRENT = /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/;

describe('passwords', () => {
  let passwords: Passwords;
  let gate: AdmissionGate;
  let verified: jest.SpyInstance<Promise<boolean>, [hash: string, password: string]>;
  let warned: jest.SpyInstance;

  beforeAll(async () => {
    jest.spyOn(Logger.prototype, 'log').mockReturnValue();
    warned = jest.spyOn(Logger.prototype, 'warn').mockReturnValue();
    const app = await Test.createTestingModule({
      imports: [ConfigModule.of(new AppConfig({ hashQueue: 1 })), PasswordsModule],
    }).compile();
    passwords = app.get(Passwords);
    gate = app.get(AdmissionGate);
    verified = jest.spyOn(app.get(PasswordHasher, { strict: false }), 'verify');
  });

  afterEach(() => jest.clearAllMocks());
  afterAll(() => jest.restoreAllMocks());

  it('match the hash that was made of them, and no other', async () => {
    const hash = await passwords.hash('correct horse');
    expect(hash).toMatch(CURRENT);
    await expect(passwords.check('correct horse', hash)).resolves.toEqual({
      matches: true,
      outdated: false,
    });
    await expect(passwords.check('correct house', hash)).resolves.toMatchObject({ matches: false });
  });

  it('are hashed as received: what looks the same is not', async () => {
    const hash = await passwords.hash('caf\u00e9 au lait');
    await expect(passwords.check('cafe\u0301 au lait', hash)).resolves.toMatchObject({
      matches: false,
    });
  });

  it('do not take the place of what bcrypt made where it did not see them whole', async () => {
    const stored = 'x'.repeat(72);
    const hash = await bcrypt(stored, 4);
    await expect(passwords.check(`${stored} and a typo`, hash)).resolves.toEqual({
      matches: true,
      outdated: false,
    });
    await expect(passwords.check(stored, hash)).resolves.toEqual({ matches: true, outdated: true });
  });

  it('match what bcrypt made, to be upgraded', async () => {
    const hash = await bcrypt('correct horse', 4);
    await expect(passwords.check('correct horse', hash)).resolves.toEqual({
      matches: true,
      outdated: true,
    });
    await expect(passwords.check('correct house', hash)).resolves.toMatchObject({ matches: false });
    expect(verified).not.toHaveBeenCalled();
  });

  it('match weaker argon2 hashes, to be upgraded', async () => {
    const weak = '$argon2id$v=19$m=1024,t=1,p=4$c29tZXNhbHQ$lCv15/EcBxipw5doEzU7RA';
    await expect(passwords.check('password', weak)).resolves.toEqual({
      matches: true,
      outdated: true,
    });
  });

  it.each(FOREIGN_HASHES)('match $name, to be upgraded', async ({ password, hash }) => {
    const matching = { matches: true, outdated: true };
    await expect(passwords.check(password, hash)).resolves.toEqual(matching);
    await expect(passwords.check(`${password} `, hash)).resolves.toMatchObject({ matches: false });
  });

  it('that are wrong cost no less where the hash is a cheap one', async () => {
    const { hash } = FOREIGN_HASHES.find(({ name }) => name.includes('OpenLDAP')) ?? { hash: '' };
    await passwords.check('correct house', hash);
    expect(verified).toHaveBeenCalledTimes(1);
    expect(verified).toHaveBeenCalledWith(expect.stringMatching(CURRENT), 'correct house');
  });

  it('of nobody cost one verification at the current cost', async () => {
    await expect(passwords.check('correct horse', null)).resolves.toEqual({
      matches: false,
      outdated: false,
    });
    expect(verified).toHaveBeenCalledTimes(1);
    expect(verified).toHaveBeenCalledWith(expect.stringMatching(CURRENT), 'correct horse');
  });

  it('whose hash is unreadable cost the same, match nothing and show nothing in the log', async () => {
    const secret = 'stored-in-clear';
    await expect(passwords.check(secret, secret)).resolves.toEqual({
      matches: false,
      outdated: false,
    });
    expect(verified).toHaveBeenCalledTimes(1);
    expect(verified).toHaveBeenCalledWith(expect.stringMatching(CURRENT), secret);
    expect(warned).toHaveBeenCalledTimes(1);
    expect(JSON.stringify(warned.mock.calls)).not.toContain(secret);
  });

  it('fail loudly when the engine does, rather than be wrong', async () => {
    const hash = await passwords.hash('correct horse');
    verified.mockRejectedValueOnce(new Error('out of memory'));
    await expect(passwords.check('correct horse', hash)).rejects.toThrow('out of memory');
    expect(gate.running).toBe(0);
  });

  it('pass the gate one and all, and are refused where it is full', async () => {
    const crowd: Job[] = [];
    while (gate.waiting === 0) crowd.push(new Job(gate));
    const overloaded = { fault: { code: 'OVERLOADED', retryAfter: 1 } };
    const bcrypted = await bcrypt('correct horse', 4);
    await expect(passwords.hash('correct horse')).rejects.toMatchObject(overloaded);
    await expect(passwords.check('correct horse', null)).rejects.toMatchObject(overloaded);
    await expect(passwords.check('correct horse', bcrypted)).rejects.toMatchObject(overloaded);
    for (const job of crowd) {
      await new Promise((resolve) => setImmediate(resolve));
      await job.finish();
    }
    await expect(passwords.hash('correct horse')).resolves.toMatch(CURRENT);
  });
});

import { Logger } from '@nestjs/common';
import {
  Argon2Hasher,
  chooseHasher,
  NodeRsArgon2Hasher,
  PasswordHasher,
} from '../../../src/credentials/passwords/password-hasher.js';

class BrokenHasher extends PasswordHasher {
  readonly engine = 'broken';

  hash(): Promise<string> {
    return Promise.resolve('hash');
  }

  verify(): Promise<boolean> {
    return Promise.resolve(false);
  }
}

const missing = (): Promise<PasswordHasher> => Promise.reject(new Error('Cannot find the binary'));
const broken = (): Promise<PasswordHasher> => Promise.resolve(new BrokenHasher());

describe('the choice of an engine', () => {
  const log = jest.spyOn(Logger.prototype, 'log').mockReturnValue();
  const warn = jest.spyOn(Logger.prototype, 'warn').mockReturnValue();

  afterEach(() => jest.clearAllMocks());

  it('falls on @node-rs/argon2 where its binary loads, and is logged', async () => {
    expect((await chooseHasher()).engine).toBe('@node-rs/argon2');
    expect(log).toHaveBeenCalledWith('Passwords are hashed by @node-rs/argon2');
    expect(warn).not.toHaveBeenCalled();
  });

  it('falls on the next engine where the first is missing, saying why', async () => {
    expect((await chooseHasher([missing, () => Argon2Hasher.load()])).engine).toBe('argon2');
    expect(log).toHaveBeenCalledWith('Passwords are hashed by argon2');
    expect(warn).toHaveBeenCalledWith(expect.stringContaining('Cannot find the binary'));
  });

  it('passes over an engine that loads but computes nonsense', async () => {
    const hasher = await chooseHasher([broken, () => NodeRsArgon2Hasher.load()]);
    expect(hasher.engine).toBe('@node-rs/argon2');
  });

  it('fails with every reason when nothing works', async () => {
    await expect(chooseHasher([missing, broken])).rejects.toMatchObject({
      message: 'No argon2 engine works on this machine',
      errors: [
        expect.objectContaining({ message: 'Cannot find the binary' }),
        expect.objectContaining({ message: 'broken does not verify its own hash' }),
      ],
    });
  });
});

import {
  chooseHasher,
  PasswordHasher,
} from '../../../src/credentials/passwords/password-hasher.js';

/** Takes its time over a password, in which something else may happen. */
export class SlowHasher extends PasswordHasher {
  readonly engine = 'slow';
  meanwhile: () => Promise<unknown> = () => Promise.resolve();
  private readonly inner = chooseHasher();

  async hash(password: string): Promise<string> {
    return (await this.inner).hash(password);
  }

  async verify(hash: string, password: string): Promise<boolean> {
    await this.meanwhile();
    return (await this.inner).verify(hash, password);
  }
}

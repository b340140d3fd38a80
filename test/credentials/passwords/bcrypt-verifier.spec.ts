import { hash } from 'bcrypt';
import { BcryptVerifier } from '../../../src/credentials/passwords/passwords.js';

describe('bcrypt', () => {
  const verifier = new BcryptVerifier();

  it.each(['$2a$', '$2b$', '$2y$'])('verifies hashes marked %s', async (mark) => {
    const imported = (await hash('correct horse', 4)).replace('$2b$', mark);
    expect(await verifier.verify(imported, 'correct horse')).toBe(true);
    expect(await verifier.verify(imported, 'correct house')).toBe(false);
  });

  it('verifies what crypt_blowfish made', async () => {
    const fromLibcrypt = '$2y$07$BCryptRequires22Chrcte/VlQH0piJtjXl.0t1XkA8pw9dMXTpOq';
    expect(await verifier.verify(fromLibcrypt, 'rasmuslerdorf')).toBe(true);
  });

  it('does not stop reading at a NUL', async () => {
    expect(await verifier.verify(await hash('short', 4), 'short\0and more')).toBe(false);
  });
});

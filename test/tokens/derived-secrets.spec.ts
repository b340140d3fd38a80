import { ecPair, privatePem } from './key-material.js';
import { tokensWith } from './tokens-under-test.js';

describe('a derived secret', () => {
  const jwtAlgorithm = 'ES256';
  const jwtPrivateKey = privatePem(ecPair());

  it('has 32 bytes and is the same on every instance with the same key', async () => {
    const [one, two] = await Promise.all([
      tokensWith({ jwtAlgorithm, jwtPrivateKey }),
      tokensWith({ jwtAlgorithm, jwtPrivateKey }),
    ]);
    expect(one.secrets.derive('names')).toHaveLength(32);
    expect(two.secrets.derive('names')).toEqual(one.secrets.derive('names'));
  });

  it('differs by purpose and by key', async () => {
    const { secrets } = await tokensWith({ jwtAlgorithm, jwtPrivateKey });
    const other = await tokensWith({ jwtAlgorithm, jwtPrivateKey: privatePem(ecPair()) });
    expect(secrets.derive('cursors')).not.toEqual(secrets.derive('names'));
    expect(other.secrets.derive('names')).not.toEqual(secrets.derive('names'));
  });
});

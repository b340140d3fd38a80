import type { StoredKeys, TurnKey } from '../../src/signing-keys/key-store.js';
import { isTurnKey } from '../../src/tokens/keys/ring-key.js';
import { keyStores, newKey, type SharedStore } from './key-stores.js';

/** What two instances have to agree on. */
const told = ({ keys, highest }: StoredKeys) => ({
  keys: keys.filter(isTurnKey).map(plain),
  highest,
});

const plain = ({ key, ...times }: TurnKey) => ({
  ...times,
  kid: key.kid,
  pem: key.privateKey.export({ type: 'pkcs8', format: 'pem' }),
});

describe.each(keyStores)('signing keys in $name', ({ open }) => {
  let shared: SharedStore;

  beforeEach(async () => {
    shared = await open();
  });

  afterEach(() => shared.drop());

  it('are none at first', async () => {
    expect(await shared.instance().read()).toMatchObject({ keys: [], highest: 0 });
  });

  it('are found by another instance as they were added', async () => {
    const [first, second] = [newKey(1), newKey(2, 3_000)];
    const store = shared.instance();
    expect([await store.add(first), await store.add(second)]).toEqual([true, true]);
    const keys = [plain(first), plain(second)];
    expect(told(await shared.instance().read())).toEqual({ keys, highest: 2 });
  });

  it('of one number are added once, by whichever instance was first', async () => {
    const keys = Array.from({ length: 8 }, () => newKey(1));
    const added = await Promise.all(keys.map((key) => shared.instance().add(key)));
    const winners = keys.filter((_, index) => added[index]);
    expect(winners).toHaveLength(1);
    const stored = told(await shared.instance().read());
    expect(stored).toEqual({ keys: winners.map(plain), highest: 1 });
  });

  it('may sign earlier than was said', async () => {
    const [store, other] = [shared.instance(), shared.instance()];
    const key = newKey(1, 9_000);
    await store.add(key);
    await other.read();
    await store.bringForward(key, 5_000);
    expect(told(await other.read()).keys).toEqual([plain({ ...key, signsFrom: 5_000 })]);
  });

  it('are revoked once, which no bringing forward undoes', async () => {
    const [store, other] = [shared.instance(), shared.instance()];
    const [key, second] = [newKey(1, 9_000), newKey(2, 10_000)];
    await store.add(key);
    await store.add(second);
    await other.read();
    await store.revoke(key.key.kid, 7_000);
    await other.revoke(key.key.kid, 8_000);
    await other.bringForward(key, 5_000);
    const stored = told(await other.read()).keys;
    expect(stored.map(({ revokedAt }) => revokedAt)).toEqual([7_000, null]);
  });

  it('are gone for all once they are removed', async () => {
    const [store, other] = [shared.instance(), shared.instance()];
    const [first, second] = [newKey(1), newKey(2)];
    await store.add(first);
    await store.add(second);
    await other.read();
    await store.remove(first);
    await store.remove(first);
    expect(told(await other.read())).toEqual({ keys: [plain(second)], highest: 2 });
  });
});

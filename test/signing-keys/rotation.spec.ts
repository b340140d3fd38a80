import { DataSource } from 'typeorm';
import { KeyRotation } from '../../src/signing-keys/key-rotation.js';
import { KEPT_AFTER_USE, STANDBY_TIME } from '../../src/tokens/keys/key-lifetimes.js';
import { refreshByBody, validation } from '../e2e/harness/sessions.js';
import { DAY } from '../e2e/harness/test-clock.js';
import { kidOf, stores, TwoInstances } from './two-instances.js';

const STANDBY = STANDBY_TIME / 1000;

describe.each(stores)('keys in the $store, on $dialect,', (store) => {
  let scene: TwoInstances;

  const both = (kid: string) => [kid, kid];
  const validations = (token: string) =>
    Promise.all(scene.both.map((server) => validation(server, token)));

  afterEach(() => scene.close());

  describe('rotated by an operator', () => {
    beforeEach(async () => {
      scene = await TwoInstances.start(store);
    });

    it('are one and the same for instances that start at once', async () => {
      const [first] = await scene.published();
      expect(await scene.signing()).toEqual(both(first ?? ''));
      expect(await scene.published()).toHaveLength(1);
    });

    it('are published for longer than a key set is kept, and sign everywhere then', async () => {
      const [old = ''] = await scene.published();
      const { key } = await scene.rotate();
      await scene.follow();
      expect(await scene.published()).toEqual([old, key.kid]);
      scene.clock.advance(STANDBY - 2);
      expect(await scene.signing()).toEqual(both(old));
      scene.clock.advance(2);
      // Nothing is read, and no instance is told: the moment was known before.
      expect(await scene.signing()).toEqual(both(key.kid));
      expect(await scene.published()).toEqual([key.kid, old]);
    });

    it('leave what was signed before as good as it was', async () => {
      const { accessToken, refreshToken } = await scene.login(scene.one);
      await scene.rotate(true);
      await scene.follow();
      scene.clock.advance(2);
      expect(await validations(accessToken)).toEqual([200, 200]);
      const refreshed = await refreshByBody(scene.two, refreshToken);
      expect(refreshed.status).toBe(200);
      expect(kidOf(refreshed.string('accessToken'))).not.toBe(kidOf(accessToken));
      expect(await validations(refreshed.string('accessToken'))).toEqual([200, 200]);
    });

    it('are forgotten when the last token has expired that they signed', async () => {
      const [old = ''] = await scene.published();
      const { key } = await scene.rotate(true);
      await scene.follow();
      scene.clock.advance(2 + KEPT_AFTER_USE / 1000 - 1);
      expect(await scene.published()).toEqual([key.kid, old]);
      scene.clock.advance(1);
      expect(await scene.published()).toEqual([key.kid]);
    });

    it('are not made twice where one is on standby already', async () => {
      const first = await scene.rotate();
      const again = await scene.rotate();
      expect(again).toMatchObject({ number: first.number, signsFrom: first.signsFrom });
      const now = await scene.rotate(true);
      expect(now.number).toBe(first.number);
      expect(now.signsFrom).toBeLessThan(first.signsFrom);
      await scene.follow();
      scene.clock.advance(2);
      expect(await scene.signing()).toEqual(both(first.key.kid));
    });

    it('come one after the other, also when two operators rotate at once', async () => {
      await Promise.all([scene.rotate(), scene.rotate(), scene.rotate()]);
      await scene.follow();
      expect(await scene.published()).toHaveLength(2);
    });

    it('go back when the clock does', async () => {
      const [old = ''] = await scene.published();
      const { key } = await scene.rotate();
      await scene.follow();
      scene.clock.advance(STANDBY);
      expect(await scene.signing()).toEqual(both(key.kid));
      const { accessToken } = await scene.login(scene.one);
      scene.clock.step(-30);
      expect(await scene.signing()).toEqual(both(old));
      expect(await validations(accessToken)).toEqual([200, 200]);
    });

    it('are audited', async () => {
      const { key, signsFrom } = await scene.rotate();
      const [event] = await scene.one
        .resolve(DataSource)
        .query<readonly { details: string; address: string }[]>(
          `SELECT details, address FROM audit_events WHERE type = 'signing-key-created'
           ORDER BY at DESC, id DESC LIMIT 1`,
        );
      expect(event?.address).toBe('command line');
      expect(JSON.parse(event?.details ?? '')).toEqual({ kid: key.kid, signs_from: signsFrom });
    });
  });

  describe('rotated by JWT_ROTATION_DAYS', () => {
    beforeEach(async () => {
      scene = await TwoInstances.start(store, { jwtRotationDays: 30 });
      await scene.follow();
    });

    it('always have a next one, which takes over when it is due, and a next one then', async () => {
      const kids = new Set<string>();
      for (let round = 0; round < 3; round += 1) {
        // Two keys, and those whose tokens may be alive.
        const published = await scene.published();
        const [inUse = ''] = published;
        kids.add(inUse);
        expect(published.length).toBeGreaterThanOrEqual(2);
        expect(await scene.signing()).toEqual(both(inUse));
        scene.clock.advance(30 * DAY);
        await scene.follow();
      }
      expect(kids.size).toBe(3);
    });

    it('are removed when they are retired', async () => {
      scene.clock.advance(DAY);
      await scene.follow();
      for (let round = 0; round < 3; round += 1) {
        scene.clock.advance(31 * DAY);
        await scene.follow();
      }
      const listed = await scene.one.resolve(KeyRotation).list();
      const states = listed.filter(({ entry }) => 'number' in entry && entry.number > 0);
      expect(states.map(({ state }) => state)).toEqual(['previously-used', 'in-use', 'standby']);
    });

    it('wait for their standby time after the server was off for longer than that', async () => {
      scene.clock.advance(300 * DAY);
      await scene.follow();
      const before = await scene.signing();
      scene.clock.advance(STANDBY);
      const after = await scene.signing();
      expect(new Set([...before, ...after]).size).toBeLessThanOrEqual(2);
      expect(new Set(after).size).toBe(1);
    });
  });
});

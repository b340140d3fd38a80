import { DatabaseSession } from '../../src/database/database-session.js';
import { type Sweep, sweepName } from '../../src/database/sweep.js';
import { ANSWER_OUTCOMES } from '../../src/metrics/metrics.js';
import { TokenStore } from '../../src/token-store/token-store.js';
import { Users } from '../../src/users/users.js';
import { credentialsOf, newAccount, register } from '../e2e/harness/accounts.js';
import { onEachDatabase, useServer } from '../e2e/harness/each-database.js';
import { eventually } from '../e2e/harness/eventually.js';
import { ROUTES } from '../e2e/harness/routes.js';
import { bearer, login } from '../e2e/harness/sessions.js';
import { MINUTE } from '../e2e/harness/test-clock.js';
import { VERSION } from '../../src/config/version.js';
import { Scraped } from './scraped.js';

const ID = /[0-9a-f]{8}-[0-9a-f]{4}|eyJ|@|127\.0\.0\.1|::1/;

onEachDatabase('a scrape', (database) => {
  describe('before the first request', () => {
    const server = useServer(database);

    it.each([
      ['portcullis_logins_total', { outcome: 'failure', cause: 'wrong-password' }],
      ['portcullis_logins_total', { outcome: 'success', cause: 'verified' }],
      ['portcullis_refreshes_total', { outcome: 'failure', cause: 'reused' }],
      ['portcullis_code_exchanges_total', { outcome: 'failure', cause: 'timed-out' }],
      ['portcullis_registrations_total', { by: 'provider' }],
      ['portcullis_sessions_revoked_total', { reason: 'reuse' }],
      ['portcullis_introspections_total', { outcome: 'inactive' }],
      ['portcullis_limit_refusals_total', { limit: 'stranger' }],
      ['portcullis_token_requests_total', { contract: 'token-pair', outcome: 'limited' }],
      ['portcullis_logouts_total', {}],
      ['portcullis_sweep_last_success_timestamp_seconds', { table: 'refresh_tokens' }],
      ['portcullis_sweep_last_success_timestamp_seconds', { table: 'audit_events' }],
    ])('has %s %j at zero', async (name, labels) => {
      expect((await Scraped.from(server())).value(name, labels)).toBe(0);
    });

    it.each(ANSWER_OUTCOMES)('has answers of the outcome %s', async (outcome) => {
      expect(
        (await Scraped.from(server())).value('portcullis_http_answers_total', { outcome }),
      ).toBeDefined();
    });

    it('names the build', async () => {
      const labels = { version: VERSION, node: process.versions.node };
      expect((await Scraped.from(server())).value('portcullis_build_info', labels)).toBe(1);
    });

    it('has all metrics of the product under its prefix', async () => {
      const { names } = await Scraped.from(server());
      expect(names.filter((name) => !/^(portcullis|process|nodejs)_/.test(name))).toEqual([]);
    });
  });

  describe('of a server in use', () => {
    const server = useServer(database, { settings: { limitRegistrations: 8 } });

    /** How much a series grows while something happens. */
    const growth = async (
      name: string,
      labels: Readonly<Record<string, string>>,
      happening: () => Promise<unknown>,
    ): Promise<number> => {
      const before = (await Scraped.from(server())).value(name, labels) ?? 0;
      await happening();
      return ((await Scraped.from(server())).value(name, labels) ?? 0) - before;
    };

    const answers = (outcome: string, happening: () => Promise<unknown>) =>
      growth('portcullis_http_answers_total', { outcome }, happening);

    it('tells the doings of callers from failures of ours', async () => {
      const account = await register(server());
      const wrong = { ...credentialsOf(account), password: 'wrong' };
      const guess = () => server().post(ROUTES.token, wrong);
      expect(await answers('unauthenticated', guess)).toBe(1);
      expect(await answers('refused', () => server().post(ROUTES.token, {}))).toBe(1);
      expect(await answers('error', guess)).toBe(0);
      const labels = { contract: 'token-pair', outcome: 'unauthenticated' };
      expect(await growth('portcullis_token_requests_total', labels, guess)).toBe(1);
      const broken = jest
        .spyOn(server().resolve(Users), 'findByName')
        .mockRejectedValue(new Error('broken'));
      expect(await answers('error', guess)).toBe(1);
      broken.mockRestore();
    });

    it('leaves health probes out of the answers', async () => {
      const probe = () => server().get('/health/ready');
      // The scrape itself is one.
      expect(await answers('success', probe)).toBe(1);
    });

    it('counts registrations, logouts and sessions that were ended', async () => {
      let account = newAccount();
      const registering = async () => (account = await register(server()));
      expect(await growth('portcullis_registrations_total', { by: 'password' }, registering)).toBe(
        1,
      );
      const { accessToken } = await login(server(), 'token-pair', account);
      const end = () => server().post(ROUTES.logout, {}, bearer(accessToken));
      expect(await growth('portcullis_logouts_total', {}, end)).toBe(1);
      const other = await login(server(), 'token-pair', account);
      const sessions = (await server().get(ROUTES.sessions, bearer(other.accessToken))).body as {
        sessions: { id: string; current: boolean }[];
      };
      const [doomed] = sessions.sessions.filter(({ current }) => !current);
      const path = ROUTES.sessions.concat('/', doomed?.id ?? '');
      const ending = () =>
        server().send({ method: 'DELETE', path, headers: bearer(other.accessToken) });
      const reason = { reason: 'ended-by-user' };
      expect(await growth('portcullis_sessions_revoked_total', reason, ending)).toBe(1);
    });

    it('counts open sessions, again once a minute has passed', async () => {
      const open = async () =>
        (await Scraped.from(server())).value('portcullis_sessions_open') ?? NaN;
      const now = server().clock.now();
      const effort = { sample: 1000, most: 1000 };
      const before = await server().resolve(TokenStore).estimateOpen(now, effort);
      server().clock.advance(MINUTE);
      await eventually(async () => (await open()) === before);
      const again = newAccount();
      await register(server(), again);
      server().clock.advance(MINUTE);
      await eventually(async () => (await open()) === before + 1);
      await login(server(), 'token-pair', again);
      expect(await open()).toBe(before + 1);
      server().clock.advance(MINUTE);
      await eventually(async () => (await open()) === before + 2);
    });

    it('says which limit refuses', async () => {
      const flood = async () => {
        for (let n = 0; n < 9; n += 1) await server().post(ROUTES.register, newAccount());
      };
      const limit = { limit: 'registration' };
      expect(await growth('portcullis_limit_refusals_total', limit, flood)).toBeGreaterThan(0);
      const once = () => server().post(ROUTES.register, newAccount());
      expect(await growth('portcullis_limit_refusals_total', limit, once)).toBe(1);
      expect(await answers('limited', once)).toBe(1);
    });

    it('tells when a sweep last ended well', async () => {
      await server().resolve<Sweep>(sweepName('refresh_tokens')).sweep();
      const now = server().clock.now() / 1000;
      const name = 'portcullis_sweep_last_success_timestamp_seconds';
      const swept = (await Scraped.from(server())).value(name, { table: 'refresh_tokens' }) ?? 0;
      expect(Math.abs(swept - now)).toBeLessThan(60);
    });

    it('shows the use of connections', async () => {
      const name = 'portcullis_database_connections';
      const busy = async () => (await Scraped.from(server())).value(name, { state: 'busy' });
      const session = server().resolve(DatabaseSession);
      const { outcome: within } = await session.transaction(async () => {
        await session.select('SELECT 1 AS one', []);
        return busy();
      });
      expect(within).toBeGreaterThanOrEqual(1);
      await eventually(async () => (await busy()) === 0);
      const scraped = await Scraped.from(server());
      expect(scraped.value(name)).toBeLessThanOrEqual(
        scraped.value('portcullis_database_connections_max') ?? 0,
      );
    });

    it('holds no id, name or address in a label', async () => {
      const { series } = await Scraped.from(server());
      const values = series.flatMap(({ labels }) => Object.values(labels));
      expect(values.length).toBeGreaterThan(100);
      expect(values.filter((value) => ID.test(value))).toEqual([]);
    });
  });
});

import type { ThrowAwayDatabase } from '../databases.js';
import { type Account, register } from '../e2e/harness/accounts.js';
import { databaseDump } from '../e2e/harness/database-dump.js';
import { onEachDatabase } from '../e2e/harness/each-database.js';
import { eventually } from '../e2e/harness/eventually.js';
import { type FinishedProcess, finishedProcess } from '../e2e/harness/finished-process.js';
import { decode } from '../e2e/harness/jwt.js';
import { ROUTES } from '../e2e/harness/routes.js';
import { login, validation } from '../e2e/harness/sessions.js';
import { SigningKey } from '../e2e/harness/signing-key.js';
import { serverEnvironment, SpawnedServer } from '../e2e/harness/spawned-server.js';
import { privatePem, rsaPair } from '../tokens/keys/key-material.js';

interface Listed {
  readonly kid: string;
  readonly alg: string;
  readonly state: string;
  readonly signsFrom: string | null;
  readonly signedUntil: string | null;
  readonly revokedAt: string | null;
}

const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const DONE = { code: 0, stderr: '' };
const json = ({ stdout }: FinishedProcess): unknown => JSON.parse(stdout);

onEachDatabase('portcullis key', (database) => {
  describe.each(['directory', 'database'])('with the keys in the %s', (store) => {
    const key = SigningKey.rsa();
    let throwAway: ThrowAwayDatabase;
    let server: SpawnedServer;
    let account: Account;

    const run = (
      line: string,
      environment: Readonly<Record<string, string>> = {},
    ): Promise<FinishedProcess> =>
      finishedProcess({
        script: 'portcullis.cjs',
        args: ['key', ...line.split(' ')],
        directory: key.directory,
        environment: {
          ...serverEnvironment(throwAway.url, key.directory),
          JWT_KEY_STORE: store,
          ...environment,
        },
      });
    const list = async (): Promise<readonly Listed[]> =>
      (json(await run('list --json')) as { keys: readonly Listed[] }).keys;
    const published = async (): Promise<readonly unknown[]> => {
      const { body } = await server.send({ method: 'GET', path: ROUTES.jwks });
      return (body as { keys: readonly { kid: string }[] }).keys.map(({ kid }) => kid);
    };
    const token = async (): Promise<string> =>
      (await login(server, 'token-pair', account)).accessToken;
    const kidOf = (jwt: string): unknown => decode(jwt).header.kid;

    beforeAll(async () => {
      throwAway = await database.create();
      expect(json(await run('create --json'))).toMatchObject({ created: store === 'database' });
      server = await SpawnedServer.start({
        databaseUrl: throwAway.url,
        keysDirectory: key.directory,
        environment: { JWT_KEY_STORE: store },
      });
      account = await register(server);
    });

    afterAll(async () => {
      await server.stop();
      key.remove();
      await throwAway.drop();
    });

    it('create leaves alone what is there', async () => {
      expect(json(await run('create --json'))).toMatchObject({ created: false });
      expect(await run('create')).toMatchObject({
        code: 0,
        stdout: expect.stringMatching(/ holds a signing key already; nothing was changed\.\n$/),
      });
    });

    it('rotate puts a key on standby, which list shows and the server publishes', async () => {
      const [old] = await list();
      expect(old).toMatchObject({ alg: 'RS256', state: 'in use', signedUntil: null });
      const made = await run('rotate');
      expect(made).toMatchObject(DONE);
      const [, kid, from = ''] = /^(\S+) signs from (\S+)\.\n$/.exec(made.stdout) ?? [];
      expect(from).toMatch(MOMENT);
      expect(await list()).toMatchObject([
        { kid: old?.kid, state: 'in use', signedUntil: from },
        { kid, state: 'standby', signsFrom: from },
      ]);
      await eventually(async () => (await published()).includes(kid));
      expect(kidOf(await token())).toBe(old?.kid);
      const { stdout } = await run('list');
      expect(stdout).toContain(`${String(kid)} RS256 standby, published `);
    });

    it('rotate --now has it sign on the running server', async () => {
      const signed = await token();
      const { kid, signsFrom } = json(await run('rotate --now --json')) as {
        kid: string;
        signsFrom: string;
      };
      expect(signsFrom).toMatch(MOMENT);
      await eventually(async () => kidOf(await token()) === kid);
      expect((await list()).map(({ state }) => state)).toEqual(['previously used', 'in use']);
      expect(await validation(server, signed)).toBe(200);
    });

    it('revoke ends what a key signed on the running server, and another one signs', async () => {
      const signed = await token();
      const kid = String(kidOf(signed));
      const revoked = json(await run(`revoke ${kid} --json`)) as {
        successor: { kid: string };
      };
      expect(revoked).toMatchObject({ revoked: true });
      await eventually(async () => (await validation(server, signed)) === 401);
      expect(kidOf(await token())).toBe(revoked.successor.kid);
      expect((await list()).find((each) => each.kid === kid)).toMatchObject({
        state: 'revoked',
        revokedAt: expect.stringMatching(MOMENT),
      });
      expect(await run(`revoke ${kid}`)).toEqual({ ...DONE, stdout: 'Revoked.\n' });
      expect(await databaseDump(throwAway.url)).toContain('signing-key-revoked');
    });

    it.each(['made-up', '-begins-as-an-option'])(
      'revoke %s tells that there is none',
      async (kid) => {
        expect(await run(`revoke ${kid}`)).toEqual({
          code: 1,
          stdout: '',
          stderr: `There is no signing key ${kid}.\n`,
        });
      },
    );

    it.each(['revoke', 'rotate sometimes', 'rotate --later', 'forget'])(
      'tells how it is used when called with "%s"',
      async (line) => {
        const { code, stdout, stderr } = await run(line);
        expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
        expect(stderr).toMatch(/Usage: portcullis key|portcullis --help/);
      },
    );

    it('refuses to change the one key of JWT_PRIVATE_KEY', async () => {
      const environment = { JWT_KEY_STORE: '', JWT_PRIVATE_KEY: privatePem(rsaPair()) };
      const { keys } = json(await run('list --json', environment)) as {
        keys: readonly Listed[];
      };
      expect(keys).toMatchObject([{ state: 'in use', signsFrom: null }]);
      for (const line of ['rotate', `revoke ${keys[0]?.kid ?? ''}`]) {
        const { code, stdout, stderr } = await run(line, environment);
        expect({ code, stdout }).toEqual({ code: 78, stdout: '' });
        expect(stderr).toContain('JWT_PRIVATE_KEY is one key for good');
      }
    });
  });
});

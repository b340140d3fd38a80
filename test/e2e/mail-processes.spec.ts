import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { connect } from '../database/connect.js';
import { register } from './harness/accounts.js';
import { onEachDatabase } from './harness/each-database.js';
import { freePort } from './harness/free-port.js';
import { Mailbox } from './harness/mailbox.js';
import { useProcesses } from './harness/processes.js';
import { ROUTES } from './harness/routes.js';
import { login } from './harness/sessions.js';

const CLICKS = 50;

/** A mail server that takes connections and never says a word. */
class SilentServer {
  private readonly sockets: Socket[] = [];

  private constructor(private readonly server: Server) {
    server.on('connection', (socket) => {
      socket.on('error', () => undefined);
      this.sockets.push(socket);
    });
  }

  static async start(): Promise<SilentServer> {
    const silent = new SilentServer(createServer().listen(0, '127.0.0.1'));
    await once(silent.server, 'listening');
    return silent;
  }

  get url(): string {
    return `smtp://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Resolves when a mail is under way. */
  async called(): Promise<void> {
    if (this.sockets.length === 0) await once(this.server, 'connection');
  }

  close(): void {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
  }
}

onEachDatabase('mail of several processes', (database) => {
  const processes = useProcesses(database);
  let mailbox: Mailbox;

  beforeAll(async () => {
    mailbox = await Mailbox.open();
  });

  afterAll(() => mailbox.close());

  const later = async (): Promise<void> => {
    const { dataSource } = await connect(processes().databaseUrl);
    await dataSource.query('UPDATE mails SET due_at = 0');
    await dataSource.destroy();
  };

  it(`lets one of ${CLICKS} parallel clicks on one link at two of them change the password`, async () => {
    const environment = { ...mailbox.environment, HASH_QUEUE: '256' };
    const servers = [
      await processes().start(environment),
      await processes().start(environment),
    ] as const;
    const [one, two] = servers;
    const account = await register(one);
    await one.send({ path: ROUTES.forgottenPassword, json: { email: account.email } });
    const { token } = await mailbox.nth(account.email, 1);
    const password = (n: number): string => `new-password-number-${n}`;
    const answers = await Promise.all(
      Array.from({ length: CLICKS }, (_, n) =>
        (n % 2 === 0 ? one : two).send({
          path: ROUTES.passwordReset,
          json: { token, password: password(n) },
        }),
      ),
    );
    const winners = answers.flatMap(({ status }, n) => (status === 200 ? [n] : []));
    expect(winners).toHaveLength(1);
    const others = answers.filter(({ status }) => status !== 200);
    expect(new Set(others.map(({ status }) => status))).not.toContain(500);
    await login(two, 'token-pair', { ...account, password: password(winners[0] ?? -1) });
    // One notice, whichever process sent it.
    await mailbox.nth(account.email, 2);
    expect(mailbox.of(account.email)).toHaveLength(2);
    await Promise.all(servers.map((server) => server.stop()));
  }, 60_000);

  it('is sent after kill -9 between queueing and sending', async () => {
    const port = await freePort();
    const environment = { ...mailbox.environment, MAIL_SMTP_URL: `smtp://127.0.0.1:${port}` };
    const first = await processes().start(environment);
    const account = await register(first);
    await first.send({ path: ROUTES.forgottenPassword, json: { email: account.email } });
    await first.kill();
    const box = await Mailbox.open({}, port);
    const second = await processes().start(environment);
    await later();
    const mail = await box.nth(account.email, 1);
    const json = { token: mail.token, password: 'a-new-password-after-all' };
    expect((await second.send({ path: ROUTES.passwordReset, json })).status).toBe(200);
    await second.stop();
    await box.close();
  }, 60_000);

  it('keeps no request waiting where the mail server hangs, and is sent by another', async () => {
    const silent = await SilentServer.start();
    const hanging = await processes().start({
      ...mailbox.environment,
      MAIL_SMTP_URL: silent.url,
    });
    const account = await register(hanging);
    const ask = () =>
      hanging.send({ path: ROUTES.forgottenPassword, json: { email: account.email } });
    expect((await ask()).status).toBe(202);
    await silent.called();
    // Mail is under way and does not come to its end; requests are answered all the same.
    const answers = await Promise.all(Array.from({ length: 8 }, ask));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 202));
    await login(hanging, 'token-pair', account);
    await hanging.kill();
    silent.close();
    const working = await processes().start(mailbox.environment);
    await later();
    await mailbox.nth(account.email, 9);
    await working.stop();
  }, 60_000);
});

import { VERSION } from '../../src/config/version.js';
import { type Account, credentialsOf, newAccount, register } from './harness/accounts.js';
import { Collector, KINDS, type ReceivedSpan } from './harness/collector.js';
import { onEachDatabase, useServer } from './harness/each-database.js';
import { useProcesses } from './harness/processes.js';
import { ROUTES } from './harness/routes.js';
import { bearer, login, type OpenSession } from './harness/sessions.js';
import { DatabaseSession } from '../../src/database/database-session.js';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const CALLER = 'b7ad6b7169203331';
const sampled = { traceparent: `00-${TRACE}-${CALLER}-01` };
const unsampled = { traceparent: '00-1af7651916cd43dd8448eb211c80319d-b7ad6b7169203332-00' };

onEachDatabase('a traced server', (database) => {
  const processes = useProcesses(database);
  let collector: Collector;
  let account: Account;
  let session: OpenSession;
  let log: string;

  const spansOf = (traceId: string): readonly ReceivedSpan[] =>
    collector.spans.filter((span) => span.traceId === traceId);
  const requestSpan = (route: string): ReceivedSpan | undefined =>
    collector.spans.find(
      ({ kind, attributes }) => kind === KINDS.server && attributes['http.route'] === route,
    );

  // What is under way is sent when the server leaves: everything has come by then.
  beforeAll(async () => {
    collector = await Collector.start();
    const server = await processes().start({
      OTEL_EXPORTER_OTLP_ENDPOINT: `${collector.endpoint}/`,
      OTEL_EXPORTER_OTLP_HEADERS: 'x-tenant=ours',
      OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment.name=test',
    });
    account = await register(server, newAccount('traced'));
    session = await login(server, 'token-pair', account);
    await server.send({ path: ROUTES.token, json: credentialsOf(account), headers: sampled });
    await server.send({
      path: ROUTES.envelopeRefresh,
      json: { refreshToken: 'bad' },
      headers: unsampled,
    });
    await server.send({
      method: 'GET',
      path: ROUTES.sessions,
      headers: bearer(session.accessToken),
    });
    await server.send({ method: 'GET', path: '/health/ready' });
    const path = `/nowhere/${session.accessToken}?token=${session.accessToken}`;
    await server.send({ method: 'GET', path });
    expect(await server.stop()).toBe(0);
    ({ log } = server);
  });

  afterAll(() => {
    collector.close();
  });

  it('says who it is, as the environment has it', () => {
    expect(collector.headers[0]).toMatchObject({ 'x-tenant': 'ours' });
    expect(collector.spans[0]?.resource).toMatchObject({
      'service.name': 'portcullis',
      'service.version': VERSION,
      'deployment.environment.name': 'test',
    });
  });

  it('has a span for a request, within the trace of its caller', () => {
    const span = spansOf(TRACE).find(({ kind }) => kind === KINDS.server);
    expect(span).toMatchObject({ name: `POST ${ROUTES.token}`, parentSpanId: CALLER });
    expect(span?.attributes).toEqual({
      'http.request.method': 'POST',
      'http.route': ROUTES.token,
      'http.response.status_code': 200,
      'url.scheme': 'http',
      'url.path': ROUTES.token,
      'client.address': '127.0.0.1',
    });
  });

  it('has spans of its statements below, which hold no value', () => {
    const [request] = spansOf(TRACE).filter(({ kind }) => kind === KINDS.server);
    const statements = spansOf(TRACE).filter(({ kind }) => kind === KINDS.client);
    expect(new Set(statements.map(({ parentSpanId }) => parentSpanId))).toEqual(
      new Set([request?.spanId]),
    );
    expect(statements.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['SELECT users', 'INSERT refresh_tokens', 'INSERT audit_events']),
    );
    for (const { name, attributes } of statements) {
      const [operation, table] = name.split(' ');
      expect(attributes).toMatchObject({
        'db.system.name': database.dialect,
        'db.operation.name': operation,
        'db.query.summary': name,
      });
      expect(attributes['db.collection.name']).toBe(table);
    }
  });

  it('names no secret, and no person', () => {
    const secrets = [account.username, account.password, account.email, session.accessToken];
    for (const secret of [...secrets, session.refreshToken])
      expect(collector.raw).not.toContain(secret);
    const lost = collector.spans.find(({ attributes }) =>
      String(attributes['url.path']).startsWith('/nowhere/'),
    );
    expect(lost).toMatchObject({ name: 'GET', attributes: { 'url.path': '/nowhere/…' } });
  });

  it('leaves out what its caller does not sample, and health probes', () => {
    expect(requestSpan(ROUTES.sessions)).toBeDefined();
    expect(requestSpan(ROUTES.envelopeRefresh)).toBeUndefined();
    expect(requestSpan('/health/ready')).toBeUndefined();
  });

  it('has no trace of what it asks the database for by itself', () => {
    const requests = new Set(
      collector.spans.filter(({ kind }) => kind === KINDS.server).map(({ spanId }) => spanId),
    );
    const orphans = collector.spans.filter(
      ({ kind, parentSpanId = '' }) => kind === KINDS.client && !requests.has(parentSpanId),
    );
    expect(orphans.map(({ name }) => name)).toEqual([]);
  });

  it('names the trace in the log', () => {
    const lines = log.split('\n').filter((line) => line.includes(`"trace_id":"${TRACE}"`));
    expect(lines.some((line) => line.includes('"msg":"request"'))).toBe(true);
    for (const line of lines) expect(line.split('"trace_id"')).toHaveLength(2);
    expect(log).toContain('"trace_id":"1af7651916cd43dd8448eb211c80319d"');
  });
});

onEachDatabase('a server whose collector is away', (database) => {
  const processes = useProcesses(database);

  it('serves all the same, and leaves in time', async () => {
    const server = await processes().start({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1' });
    const account = await register(server, newAccount('untraced'));
    await login(server, 'token-pair', account);
    expect(await server.stop()).toBe(0);
    expect(server.log).not.toContain('Shutdown timed out');
  });
});

onEachDatabase('a server without a collector', (database) => {
  const server = useServer(database, { settings: { corsOrigins: ['https://app.example.com'] } });

  const auditedTraces = async (): Promise<readonly (string | undefined)[]> => {
    const rows = await server()
      .resolve(DatabaseSession)
      .select<{ readonly details: string }>('SELECT details FROM audit_events', []);
    return rows.map(({ details }) => (JSON.parse(details) as { trace_id?: string }).trace_id);
  };

  it('writes the trace of a caller into the audit trail', async () => {
    const account = await register(server());
    expect(await auditedTraces()).toEqual([undefined]);
    await server().post(ROUTES.token, credentialsOf(account), sampled);
    expect(await auditedTraces()).toContain(TRACE);
  });

  it.each([
    'ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
    '00-00000000000000000000000000000000-b7ad6b7169203331-01',
    '00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01',
    '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01x',
    `"},{"x":"`,
  ])('takes %j for no trace', async (traceparent) => {
    const before = await auditedTraces();
    await server().post(ROUTES.token, { username: 'nobody', password: 'x' }, { traceparent });
    const added = (await auditedTraces()).slice();
    expect(added.filter((trace) => trace !== undefined).length).toBe(
      before.filter((trace) => trace !== undefined).length,
    );
    expect(added.length).toBe(before.length + 1);
  });

  it('lets frontends of other origins send traceparent', async () => {
    const { headers } = await server().send({
      method: 'OPTIONS',
      path: ROUTES.token,
      headers: {
        origin: 'https://app.example.com',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'traceparent',
      },
    });
    expect(String(headers['access-control-allow-headers'])).toContain('traceparent');
  });
});

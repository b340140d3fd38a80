import type { IncomingMessage } from 'node:http';
import type { Answer } from './harness/answer.js';
import { databaseDump } from './harness/database-dump.js';
import { onEachDatabase } from './harness/each-database.js';
import { useProcesses } from './harness/processes.js';
import { ROUTES } from './harness/routes.js';
import { Secrets } from './harness/secrets.js';
import { bearer } from './harness/sessions.js';
import type { SpawnedServer } from './harness/spawned-server.js';
import { IDENTITIES, PROVIDERS } from './providers/exchanges.js';
import {
  type Answering,
  HostileProvider,
  json,
  type TokenLie,
} from './providers/hostile-provider.js';

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

/** Remembers what the server told the provider, and tells it back in every way there is. */
const echoes = (secrets: Secrets): readonly Answering[] => {
  const echo =
    (status: number, type: string, write: (body: string, code: string) => string): Answering =>
    (request, response) => {
      secrets.note(request.headers.authorization ?? '');
      void bodyOf(request).then((body) => {
        const form = new URLSearchParams(body);
        const code = form.get('code') ?? '';
        secrets.note(form.get('code_verifier') ?? '');
        response.writeHead(status, { 'content-type': type }).end(write(body, code));
      });
    };
  const asJson = 'application/json';
  return [
    echo(400, asJson, (body, code) => JSON.stringify({ error: code, error_description: body })),
    echo(400, asJson, (body) =>
      JSON.stringify({ error: 'invalid_grant', error_description: body, error_uri: body }),
    ),
    echo(500, asJson, (body) => JSON.stringify({ error: body })),
    echo(200, asJson, (body) => `{"access_token": "${body}`),
    echo(200, asJson, (body) => JSON.stringify({ access_token: { body }, token_type: body })),
    echo(200, asJson, (body, code) =>
      JSON.stringify({ access_token: code, token_type: 'Bearer', id_token: `${code}.${code}.x` }),
    ),
    echo(200, 'text/html', (body) => `<p>${body}</p>`),
    echo(307, 'text/html', (body) => body),
  ];
};

const LIES: readonly TokenLie[] = [
  { claims: { iss: 'https://other.example.com' } },
  { claims: { aud: 'another' } },
  { claims: { exp: 1 } },
  { claims: { email: 7 } },
  { header: { alg: 'none' } },
  { header: { kid: 'unheard-of' } },
  { forge: () => 'AAAA' },
];

const environment = (issuer: string, secret: string): Readonly<Record<string, string>> => ({
  LOG_LEVEL: 'trace',
  RATE_LIMITS: 'off',
  PROVIDERS: 'corp',
  PROVIDER_CORP_ISSUER: issuer,
  PROVIDER_CORP_CLIENT_ID: 'portcullis',
  PROVIDER_CORP_CLIENT_SECRET: secret,
  PROVIDER_CORP_REDIRECT_URIS: 'https://app.example.com/callback',
});

/** Every end that an exchange can have; the texts of all answers but the starts'. */
async function run(
  server: SpawnedServer,
  provider: HostileProvider,
  secrets: Secrets,
): Promise<string> {
  const answers: string[] = [];
  const exchange = async (path: string, body: object, headers = {}): Promise<Answer> => {
    const authCode = secrets.invent('code');
    const answer = await server.send({
      path,
      headers,
      json: { provider: 'corp', authCode, ...body },
    });
    answers.push(answer.text);
    return answer;
  };
  const begin = async (): Promise<string> => {
    const answer = await server.send({ path: `${PROVIDERS}/corp/authorization`, json: {} });
    secrets.note(answer.cookie('Auth-Exchange'));
    return secrets.note(answer.string('state'));
  };
  const token = (await exchange(ROUTES.token, {})).string('accessToken');
  await exchange(IDENTITIES, {}, bearer(token));
  for (const lie of LIES) {
    provider.lie(lie);
    await exchange(ROUTES.token, { state: await begin() });
  }
  for (const answering of echoes(secrets)) {
    provider.misbehave('/token', answering);
    await exchange(ROUTES.token, { state: await begin() });
    await exchange(ROUTES.token, { codeVerifier: secrets.invent('verifier') });
    await exchange(IDENTITIES, { codeVerifier: secrets.invent('verifier') }, bearer(token));
    provider.misbehave('/token', json(provider.tokens()));
    await exchange(ROUTES.token, {});
  }
  await exchange(ROUTES.token, {
    state: secrets.invent('state'),
    redirectUri: 'https://x.example',
  });
  await exchange(ROUTES.token, { state: secrets.invent('state') });
  return answers.join('\n');
}

onEachDatabase('after exchanges of every kind, at the chattiest log level', (database) => {
  const processes = useProcesses(database);
  const secrets = new Secrets();
  const clientSecret = secrets.invent('client-secret');
  let provider: HostileProvider;
  let log = '';
  let answers = '';
  let stored = '';

  beforeAll(async () => {
    provider = await HostileProvider.start();
    const { start, databaseUrl } = processes();
    const server = await start(environment(provider.issuer, clientSecret));
    answers = await run(server, provider, secrets);
    for (const token of provider.handedOut) secrets.note(token);
    stored = await databaseDump(databaseUrl);
    await server.stop();
    log = server.log;
  });

  afterAll(() => provider.close());

  it('the log tells what went wrong, and no secret', () => {
    expect(log).toContain('Provider corp: id-token-refused');
    expect(log).toContain('Provider corp: bad-answer');
    expect(secrets.foundIn(log)).toEqual([]);
  });

  it('no answer tells a secret', () => {
    expect(answers).toContain('INVALID_AUTH_CODE');
    expect(answers).toContain('PROVIDER_UNAVAILABLE');
    expect(secrets.foundIn(answers)).toEqual([]);
  });

  it('the audit trail tells what went wrong, and the database no secret', () => {
    expect(stored).toContain('exchange-failed');
    expect(stored).toContain('id-token-refused');
    expect(secrets.foundIn(stored)).toEqual([]);
  });
});

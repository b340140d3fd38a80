import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OpenAPIObject, SchemaObject } from '@nestjs/swagger';
import {
  bodiesOf,
  examplesOf,
  nameOf,
  operationsOf,
  readDocument,
  responsesOf,
} from './document.js';
import { SchemaCheck } from './schema-check.js';
import { structuralFaults } from './structure.js';
import { FAULT_CODES } from '../../../src/api/faults/fault-table.js';
import { RouteCatalog } from '../../../src/api/faults/route-catalog.js';
import { testDatabases } from '../../databases.js';
import { useServer } from '../../e2e/harness/each-database.js';

const [sqlite] = testDatabases();
if (!sqlite) throw new Error('there is always SQLite');

/** The documentation itself, and pages for people. */
const DOCUMENTATION = /^\/(docs(-json|\/|$)|account\/)/;

const HEADERS_OF_STATUS: Readonly<Record<string, readonly string[]>> = {
  401: ['WWW-Authenticate'],
  405: ['Allow'],
  429: ['Retry-After', 'RateLimit', 'RateLimit-Policy'],
};

/** Answers whose receivers, proxies and RFC 7009, want this status, and read headers or nothing. */
const EMPTY = new Set(['GET /api/v1/auth/verify 200', 'POST /oauth2/revoke 200']);

describe('the OpenAPI document', () => {
  const server = useServer(sqlite, {
    settings: { docs: true, metrics: true, mail: 'console', issuer: 'http://localhost:3000' },
  });
  let document: OpenAPIObject;

  beforeAll(async () => {
    document = await readDocument(server());
  });

  it('is OpenAPI 3.0', () => {
    expect(structuralFaults(document)).toEqual([]);
  });

  it('describes every route of the application, and no others', () => {
    const served = server()
      .resolve(RouteCatalog)
      .all()
      // HEAD comes with every GET, and says the same; so does any path below one for proxies.
      .filter(({ method }) => method !== 'HEAD')
      .filter(({ path }) => !DOCUMENTATION.test(path) && path !== '/api/v1/auth/verify/*')
      .map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`);
    expect(served.length).toBeGreaterThan(10);
    expect(operationsOf(document).map(nameOf).sort()).toEqual([...new Set(served)].sort());
  });

  it('shows a schema and an example of every body', () => {
    const bodies = operationsOf(document).flatMap(bodiesOf);
    const bare = bodies.filter(
      (body) => body.media.schema === undefined || examplesOf(body).length === 0,
    );
    expect(bare.map(({ at }) => at)).toEqual([]);
  });

  it('describes what every answer holds, unless it holds nothing', () => {
    const empty = operationsOf(document).flatMap((operation) =>
      responsesOf(operation)
        .filter(([status, { content }]) => (status === '204') !== (content === undefined))
        .map(([status]) => `${nameOf(operation)} ${status}`)
        .filter((name) => !EMPTY.has(name)),
    );
    expect(empty).toEqual([]);
  });

  it('shows no example that its schema does not allow', () => {
    const check = new SchemaCheck(document);
    const wrong = operationsOf(document)
      .flatMap(bodiesOf)
      .flatMap((body) =>
        examplesOf(body).flatMap(([name, value]) =>
          check
            .complaints(body.media.schema, value)
            .map((complaint) => `${body.at} ${name}: ${complaint}`),
        ),
      );
    expect(wrong).toEqual([]);
  });

  it('shows every fault there is', () => {
    const codes = operationsOf(document)
      .flatMap(bodiesOf)
      .flatMap((body) => examplesOf(body).map(([, value]) => value))
      .flatMap((value) => (isFault(value) ? [value.errorCode] : []));
    const oauth = JSON.stringify(document).matchAll(/"error":"(\w+)"/g);
    const errors = Array.from(oauth, ([, error = '']) => error.toUpperCase());
    const shown = new Set([...codes, ...errors]);
    expect(FAULT_CODES.filter((code) => !shown.has(code))).toEqual([]);
    expect(codes.filter((code) => !FAULT_CODES.includes(code))).toEqual([]);
    expect(errors).toEqual(
      expect.arrayContaining(['UNSUPPORTED_GRANT_TYPE', 'INVALID_SCOPE', 'INVALID_TARGET']),
    );
  });

  it('names the headers of every answer', () => {
    const missing = operationsOf(document).flatMap((operation) =>
      responsesOf(operation).flatMap(([status, { headers = {} }]) =>
        ['X-Request-Id', ...(HEADERS_OF_STATUS[status] ?? [])]
          .filter((name) => !(name in headers))
          .map((name) => `${nameOf(operation)} ${status}: ${name}`),
      ),
    );
    expect(missing).toEqual([]);
  });

  it('says of every operation who may call it', () => {
    const silent = operationsOf(document).filter(({ operation }) => !operation.security);
    expect(silent.map(nameOf)).toEqual([]);
    const open = operationsOf(document).filter(({ operation }) => operation.security?.length === 0);
    expect(open.map(nameOf)).toEqual(
      expect.arrayContaining(['POST /api/v1/auth/register', 'POST /api/v1/auth/login']),
    );
    expect(open.map(nameOf)).not.toContain('GET /api/v1/auth/me');
  });

  it('names this server, and the address that clients know', () => {
    expect(document.servers).toEqual([
      expect.objectContaining({ url: '/' }),
      expect.objectContaining({
        url: '{issuer}',
        variables: { issuer: expect.objectContaining({ default: 'http://localhost:3000' }) },
      }),
    ]);
  });

  it('has one schema for every error code', () => {
    const { schemas = {} } = document.components ?? {};
    expect(schemas).toMatchObject({ ErrorCode: { type: 'string', enum: FAULT_CODES } });
    const codes = Object.values(schemas).flatMap((schema) => {
      const { properties = {} } = schema as SchemaObject;
      return properties.errorCode ? [properties.errorCode] : [];
    });
    expect(codes.length).toBeGreaterThan(2);
    expect(new Set(codes.map((code) => JSON.stringify(code)))).toEqual(
      new Set(['{"$ref":"#/components/schemas/ErrorCode"}']),
    );
  });

  it('describes no fault twice', () => {
    const faults = Object.values(document.paths)
      .flatMap((item) => Object.values(item) as { responses?: Record<string, object> }[])
      .flatMap(({ responses = {} }) => Object.entries(responses))
      .filter(([status, response]) => status >= '400' && !('$ref' in response))
      .map(([, response]) => JSON.stringify(response));
    expect(new Set(faults).size).toBe(faults.length);
  });

  it('tells the forms of a body apart, by a field that names them where there is one', () => {
    const { schemas = {} } = document.components ?? {};
    expect(schemas.KeySetAnswer).toMatchObject({
      properties: { keys: { items: { discriminator: { propertyName: 'kty' } } } },
    });
    const choices = operationsOf(document)
      .flatMap(bodiesOf)
      .flatMap(({ at, media: { schema = {} } }) =>
        'anyOf' in schema ? [`${at} any`] : 'oneOf' in schema ? [`${at} one`] : [],
      );
    expect(choices).toEqual([
      'POST /api/v1/auth/token request application/json one',
      'POST /api/v1/auth/token 200 application/json one',
      'POST /api/v1/auth/mfa 200 application/json any',
      // The answer of one contract has all fields of another's, and some more.
      'POST /api/v1/auth/refresh 200 application/json any',
      'POST /api/v1/auth/refresh-token request application/json one',
    ]);
  });

  it('is what openapi.json in the repository says (`npm run openapi` writes that anew)', () => {
    const file = readFileSync(join(__dirname, '../../../openapi.json'), 'utf8');
    expect(JSON.parse(file)).toEqual(document);
  });

  it('offers the media types of the login as choices', () => {
    expect(loginTypes(document)).toEqual({
      'application/json': '#/components/schemas/CombinedLoginAnswer',
      'application/vnd.portcullis.bearer-cookie+json': '#/components/schemas/BearerAnswer',
      'application/vnd.portcullis.envelope+json': '#/components/schemas/EnvelopeSessionAnswer',
    });
  });
});

describe('the OpenAPI document of a server that is set up otherwise', () => {
  const server = useServer(sqlite, {
    settings: { docs: true, metrics: false, loginContract: 'bearer-cookie' },
  });

  it('tells what its plain login answers', async () => {
    expect(loginTypes(await readDocument(server()))).toMatchObject({
      'application/json': '#/components/schemas/BearerAnswer',
    });
  });

  it('leaves out a route that is turned off', async () => {
    expect((await readDocument(server())).paths).not.toHaveProperty('/metrics');
  });
});

describe('a server without documentation', () => {
  const server = useServer(sqlite, { settings: { docs: false } });

  it.each(['/docs', '/docs/', '/docs-json', '/docs/swagger-ui-bundle.js'])(
    'has nothing at %s',
    async (path) => {
      const { status, body } = await server().get(path);
      expect({ status, body }).toMatchObject({ status: 404, body: { errorCode: 'NOT_FOUND' } });
    },
  );
});

function loginTypes(document: OpenAPIObject): Readonly<Record<string, unknown>> {
  const login = operationsOf(document).find(({ path }) => path === '/api/v1/auth/login');
  if (!login) throw new Error('the login is not described');
  const [, answer] = responsesOf(login).find(([status]) => status === '200') ?? [];
  return Object.fromEntries(
    Object.entries(answer?.content ?? {}).map(([type, { schema }]) => [
      type,
      schema && '$ref' in schema ? schema.$ref : undefined,
    ]),
  );
}

const isFault = (value: unknown): value is { errorCode: string } =>
  typeof value === 'object' && value !== null && 'errorCode' in value;

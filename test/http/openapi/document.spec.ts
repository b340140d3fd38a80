import type { OpenAPIObject } from '@nestjs/swagger';
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
import { FAULT_CODES } from '../../../src/http/faults/fault-table.js';
import { RouteCatalog } from '../../../src/http/server/route-catalog.js';
import { testDatabases } from '../../databases.js';
import { useServer } from '../../e2e/harness/each-database.js';

const [sqlite] = testDatabases();
if (!sqlite) throw new Error('there is always SQLite');

const DOCUMENTATION = /^\/docs(-json|\/|$)/;

const HEADERS_OF_STATUS: Readonly<Record<string, readonly string[]>> = {
  401: ['WWW-Authenticate'],
  405: ['Allow'],
  429: ['Retry-After', 'RateLimit', 'RateLimit-Policy'],
};

describe('the OpenAPI document', () => {
  const server = useServer(sqlite, { settings: { docs: true, metrics: true } });
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
      // HEAD comes with every GET, and says the same.
      .filter(({ method, path }) => method !== 'HEAD' && !DOCUMENTATION.test(path))
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
        .map(([status]) => `${nameOf(operation)} ${status}`),
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
    expect([...new Set(codes)].sort()).toEqual([...FAULT_CODES].sort());
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

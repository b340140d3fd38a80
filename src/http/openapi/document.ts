import type { INestApplication } from '@nestjs/common';
import {
  DocumentBuilder,
  type OpenAPIObject,
  type PathItemObject,
  type PathsObject,
  type ReferenceObject,
  type SchemaObject,
  SwaggerModule,
} from '@nestjs/swagger';
import { INTRODUCTION } from './introduction.js';
import { SHARED_HEADERS } from './headers.js';
import type { DocumentedOperation } from './operation.js';
import { documentedOperations } from './operations/operations.js';
import { SCHEMAS } from './schemas/schemas.js';
import { SECURITY_SCHEMES } from './security.js';
import { shareResponses } from './shared-responses.js';
import { TAGS } from './tags.js';
import { AppConfig } from '../../config/app-config.js';

type Schemas = Record<string, SchemaObject | ReferenceObject>;

/** Which routes there are comes from the application, what they say from `operations/`. */
export function openApiDocument(app: INestApplication): OpenAPIObject {
  const config = app.get(AppConfig);
  const scanned = SwaggerModule.createDocument(app, frame(config), {
    extraModels: [...SCHEMAS],
    operationIdFactory: (_controller, method) => method,
  });
  const { operations, responses } = shareResponses(documentedOperations(config));
  return {
    ...scanned,
    paths: inOrder(described(scanned.paths, operations), operations),
    components: {
      ...scanned.components,
      schemas: bare(scanned.components?.schemas ?? {}),
      headers: { ...SHARED_HEADERS },
      responses,
    },
  };
}

function frame({ issuer }: AppConfig): Omit<OpenAPIObject, 'paths'> {
  const builder = new DocumentBuilder()
    .setTitle('Portcullis')
    .setDescription(INTRODUCTION)
    .setVersion('1')
    .setLicense('MIT', 'https://opensource.org/license/mit')
    .addServer('/', 'The server that this document came from')
    .addServer('{issuer}', 'The address that clients know', {
      issuer: { default: issuer, description: 'The setting `ISSUER`' },
    });
  for (const { name, description } of Object.values(TAGS)) builder.addTag(name, description);
  for (const [name, scheme] of Object.entries(SECURITY_SCHEMES)) {
    builder.addSecurity(name, scheme);
  }
  return builder.build();
}

/** Nest wraps the reference to an enum's schema into an `allOf` of one. */
function bare(schemas: Schemas): Schemas {
  return JSON.parse(JSON.stringify(schemas), (_key, value: unknown) =>
    isWrapped(value) ? value.allOf[0] : value,
  ) as Schemas;
}

const isWrapped = (value: unknown): value is { allOf: [object] } =>
  typeof value === 'object' &&
  value !== null &&
  Object.keys(value).join() === 'allOf' &&
  'allOf' in value &&
  Array.isArray(value.allOf) &&
  value.allOf.length === 1;

/** What asks for no credential says so, instead of saying nothing. */
const PUBLIC = { security: [] } as const;

/** A route that this server does not have, such as metrics turned off, stays out. */
function described(paths: PathsObject, operations: readonly DocumentedOperation[]): PathsObject {
  const result: PathsObject = { ...paths };
  for (const { method, path, operation } of operations) {
    const item: PathItemObject | undefined = result[path];
    if (item?.[method])
      result[path] = { ...item, [method]: { ...item[method], ...PUBLIC, ...operation } };
  }
  return result;
}

function inOrder(paths: PathsObject, operations: readonly DocumentedOperation[]): PathsObject {
  const order = new Set([...operations.map(({ path }) => path), ...Object.keys(paths)]);
  return Object.fromEntries(
    [...order].flatMap((path) => {
      const item: PathItemObject | undefined = paths[path];
      return item ? [[path, item]] : [];
    }),
  );
}

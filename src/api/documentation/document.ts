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
import { SHARED_HEADERS } from '../openapi/headers.js';
import type { DocumentedOperation } from '../openapi/media.js';
import { DocumentedContracts } from '../contracts/contracts.openapi.js';
import { ContractRegistry } from '../contracts/contract-registry.js';
import { Problem } from '../openapi/fault-schemas.js';
import { CONTROLLERS } from './controllers.js';
import { SECURITY_SCHEMES } from '../openapi/security.js';
import { shareResponses } from './shared-responses.js';
import { TAGS } from '../openapi/tags.js';
import { PAGE_PREFIX } from '../requests/routes.js';
import { AppConfig } from '../../config/app-config.js';

type Schemas = Record<string, SchemaObject | ReferenceObject>;

/** What the document is made of, once the contracts have said what they answer. */
export async function loadDocument(app: INestApplication): Promise<() => OpenAPIObject> {
  const contracts = await DocumentedContracts.load(app.get(ContractRegistry));
  return () => openApiDocument(app, contracts);
}

/** Which routes there are comes from the application, what they say from the `*.openapi.ts` files. */
function openApiDocument(app: INestApplication, contracts: DocumentedContracts): OpenAPIObject {
  const schemas = [
    ...CONTROLLERS.flatMap((controller) => controller.schemas),
    ...contracts.all.flatMap((contract) => contract.schemas),
    Problem,
  ];
  const scanned = SwaggerModule.createDocument(app, frame(app.get(AppConfig)), {
    extraModels: [...new Set(schemas)],
    operationIdFactory: (_controller, method) => method,
  });
  const { operations, responses } = shareResponses(
    CONTROLLERS.flatMap((controller) => controller.operations(contracts)),
  );
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

function frame({ tokens: { issuer } }: AppConfig): Omit<OpenAPIObject, 'paths'> {
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

/** The path of routes that are described with the one above them. */
const UNDER_ANOTHER = '/{path}';

/** What asks for no credential says so, instead of saying nothing. */
const PUBLIC = { security: [] } as const;

/**
 * A route that this server does not have, such as metrics turned off, stays out, and so do pages for
 * people, which are no part of the API.
 */
function described(paths: PathsObject, operations: readonly DocumentedOperation[]): PathsObject {
  const documented = Object.entries(paths).filter(
    ([path]) => !path.endsWith(UNDER_ANOTHER) && !path.startsWith(PAGE_PREFIX),
  );
  const result: PathsObject = Object.fromEntries(documented);
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

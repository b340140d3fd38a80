import type { INestApplication } from '@nestjs/common';
import {
  DocumentBuilder,
  type OpenAPIObject,
  type PathItemObject,
  type PathsObject,
  SwaggerModule,
} from '@nestjs/swagger';
import { INTRODUCTION } from './introduction.js';
import type { DocumentedOperation } from './operation.js';
import { documentedOperations } from './operations/operations.js';
import { SCHEMAS } from './schemas/schemas.js';
import { SECURITY_SCHEMES } from './security.js';
import { TAGS } from './tags.js';
import { AppConfig } from '../../config/app-config.js';

/** Which routes there are comes from the application, what they say from `operations/`. */
export function openApiDocument(app: INestApplication): OpenAPIObject {
  const scanned = SwaggerModule.createDocument(app, frame(), {
    extraModels: [...SCHEMAS],
    operationIdFactory: (_controller, method) => method,
  });
  const operations = documentedOperations(app.get(AppConfig));
  return { ...scanned, paths: inOrder(described(scanned.paths, operations), operations) };
}

function frame(): Omit<OpenAPIObject, 'paths'> {
  const builder = new DocumentBuilder()
    .setTitle('Portcullis')
    .setDescription(INTRODUCTION)
    .setVersion('1')
    .setLicense('MIT', 'https://opensource.org/license/mit');
  for (const { name, description } of Object.values(TAGS)) builder.addTag(name, description);
  for (const [name, scheme] of Object.entries(SECURITY_SCHEMES)) {
    builder.addSecurity(name, scheme);
  }
  return builder.build();
}

/** A route that this server does not have, such as metrics turned off, stays out. */
function described(paths: PathsObject, operations: readonly DocumentedOperation[]): PathsObject {
  const result: PathsObject = { ...paths };
  for (const { method, path, operation } of operations) {
    const item: PathItemObject | undefined = result[path];
    if (item?.[method]) result[path] = { ...item, [method]: { ...item[method], ...operation } };
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

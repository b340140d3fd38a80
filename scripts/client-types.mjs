import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import openapiTS, { astToString } from 'openapi-typescript';
import { format, resolveConfig } from 'prettier';
import { root } from './root.mjs';

/** What the client asks and is answered; what these refer to comes along. */
const SCHEMAS = [
  'RegistrationRequest',
  'LoginRequest',
  'MfaRequest',
  'ExchangeRequest',
  'RefreshRequest',
  'LogoutRequest',
  'TokenPairAnswer',
  'BearerAnswer',
  'ExternalAnswer',
  'EnvelopeSessionAnswer',
  'RefreshedEnvelopeAnswer',
  'FlagLoginAnswer',
  'FlagRefreshAnswer',
  'AccountAnswer',
  'SessionsAnswer',
  'ProvidersAnswer',
  'AuthorizationRequest',
  'AuthorizationAnswer',
  'FaultAnswer',
  'FlagFaultAnswer',
];
const TARGET = join(root, 'packages/client/src/api/openapi.ts');
const HEADER =
  '// Made of openapi.json by scripts/client-types.mjs; `npm run build:client` writes it anew.\n\n';

const document = JSON.parse(readFileSync(join(root, 'openapi.json'), 'utf8'));
const all = document.components.schemas;

/** A schema by its name, and every other that it refers to. */
function collect(name, into) {
  if (Object.hasOwn(into, name)) return;
  if (!Object.hasOwn(all, name)) throw new Error(`openapi.json has no schema ${name}`);
  into[name] = all[name];
  const text = JSON.stringify(all[name]);
  for (const [, other] of text.matchAll(/"#\/components\/schemas\/(\w+)"/g)) collect(other, into);
}

const schemas = {};
for (const name of SCHEMAS) collect(name, schemas);
const { openapi, info } = document;
const nodes = await openapiTS(
  { openapi, info, paths: {}, components: { schemas } },
  { immutable: true, rootTypes: true, rootTypesNoSchemaPrefix: true, alphabetize: true },
);
const options = { ...(await resolveConfig(TARGET)), parser: 'typescript' };
writeFileSync(TARGET, await format(HEADER + astToString(nodes), options));

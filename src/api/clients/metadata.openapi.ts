import { ApiProperty } from '@nestjs/swagger';
import { AppConfig } from '../../config/app-config.js';
import type { DocumentedController } from '../contracts/documented-controller.openapi.js';
import * as faults from '../openapi/fault-cases.js';
import { SERVER } from '../openapi/fault-groups.js';
import { faultResponses, STANDARD } from '../openapi/fault-responses.js';
import { headers } from '../openapi/headers.js';
import { type DocumentedOperation, JSON_TYPE, media } from '../openapi/media.js';
import { TAGS } from '../openapi/tags.js';
import { ROUTES } from '../requests/routes.js';
import { METADATA_CACHING } from './metadata.controller.js';
import { MetadataDocument } from './server-metadata.js';

/** RFC 8414 §2. */
export abstract class ServerMetadataAnswer {
  @ApiProperty({ example: 'http://localhost:3000' })
  abstract readonly issuer: string;

  @ApiProperty()
  abstract readonly jwks_uri: string;

  @ApiProperty()
  abstract readonly token_endpoint: string;

  @ApiProperty()
  abstract readonly introspection_endpoint: string;

  @ApiProperty()
  abstract readonly revocation_endpoint: string;

  @ApiProperty({ description: 'A member of this server’s own' })
  abstract readonly revocation_feed_endpoint: string;

  @ApiProperty({ type: [String] })
  abstract readonly response_types_supported: readonly string[];

  @ApiProperty({ type: [String] })
  abstract readonly response_modes_supported: readonly string[];

  @ApiProperty({ type: [String] })
  abstract readonly grant_types_supported: readonly string[];

  @ApiProperty({ type: [String] })
  abstract readonly token_endpoint_auth_methods_supported: readonly string[];

  @ApiProperty({ type: [String] })
  abstract readonly introspection_endpoint_auth_methods_supported: readonly string[];

  @ApiProperty({ type: [String] })
  abstract readonly revocation_endpoint_auth_methods_supported: readonly string[];

  @ApiProperty({ type: [String] })
  abstract readonly introspection_signing_alg_values_supported: readonly string[];
}

const { metadata } = new MetadataDocument(new AppConfig());

const operation = (path: string, operationId: string, summary: string): DocumentedOperation => ({
  method: 'get',
  path,
  operation: {
    operationId,
    tags: [TAGS.services.name],
    summary,
    description: 'Where everything is, and what is supported.',
    responses: {
      200: {
        description: 'The metadata',
        headers: headers({ 'Cache-Control': METADATA_CACHING }),
        content: {
          [JSON_TYPE]: media(ServerMetadataAnswer, {
            metadata: { summary: 'With every default', value: metadata },
          }),
        },
      },
      ...faultResponses(path, { [JSON_TYPE]: STANDARD }, [
        faults.wrongMethod('GET', 'HEAD'),
        ...SERVER,
      ]),
    },
  },
});

export const discovery: DocumentedController = {
  schemas: [ServerMetadataAnswer],
  operations: () => [
    operation(ROUTES.oauthMetadata, 'authorizationServer', 'What this server can do (RFC 8414)'),
    operation(ROUTES.openidMetadata, 'openidConfiguration', 'The same by its other name'),
  ],
};

import { type DynamicModule, Module } from '@nestjs/common';
import type { AppConfig } from '../../config/app-config.js';
import { MetricsModule } from '../../metrics/metrics.module.js';
import { TokensModule } from '../../tokens/tokens.module.js';
import { BatchAuthentication } from './batch-authentication.js';
import { ClientAccessModule } from './client-access.module.js';
import { IntrospectionController } from './introspection.controller.js';
import { IssuerPathMetadataController, MetadataController } from './metadata.controller.js';
import { MetadataDocument } from './server-metadata.js';
import { SignedAnswers } from './signed-introspection.js';
import { TokenController } from './token.controller.js';
import { TokenRevocationController } from './token-revocation.controller.js';

/** OAuth 2.0, as far as services speak it with this server. */
@Module({})
export class ClientsApiModule {
  static of({ tokens: { issuer } }: AppConfig): DynamicModule {
    const hasPath = new URL(issuer).pathname !== '/';
    return {
      module: ClientsApiModule,
      imports: [ClientAccessModule, MetricsModule, TokensModule],
      controllers: [
        TokenController,
        IntrospectionController,
        TokenRevocationController,
        MetadataController,
        ...(hasPath ? [IssuerPathMetadataController] : []),
      ],
      providers: [BatchAuthentication, MetadataDocument, SignedAnswers],
    };
  }
}

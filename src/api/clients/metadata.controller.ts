import { Controller, Get, Header, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { AuthError } from '../../errors/auth-error.js';
import { requestPath } from '../requests/fastify-request.js';
import { ROUTES } from '../requests/routes.js';
import { MetadataDocument, type ServerMetadata } from './server-metadata.js';

export const METADATA_CACHING = 'public, max-age=300, stale-while-revalidate=3600';

/** Discovery (RFC 8414), under both names that clients look for, with the same answer. */
@Controller()
export class MetadataController {
  constructor(private readonly document: MetadataDocument) {}

  @Get(ROUTES.oauthMetadata)
  @Header('cache-control', METADATA_CACHING)
  authorizationServer(): ServerMetadata {
    return this.document.metadata;
  }

  @Get(ROUTES.openidMetadata)
  @Header('cache-control', METADATA_CACHING)
  openidConfiguration(): ServerMetadata {
    return this.document.metadata;
  }
}

/**
 * Where the issuer has a path, which comes after the well-known one (RFC 8414 §3.1).
 */
@Controller()
export class IssuerPathMetadataController {
  constructor(private readonly document: MetadataDocument) {}

  @Get(`${ROUTES.oauthMetadata}/*`)
  @Header('cache-control', METADATA_CACHING)
  authorizationServerAt(@Req() request: FastifyRequest): ServerMetadata {
    return this.at(ROUTES.oauthMetadata, request);
  }

  @Get(`${ROUTES.openidMetadata}/*`)
  @Header('cache-control', METADATA_CACHING)
  openidConfigurationAt(@Req() request: FastifyRequest): ServerMetadata {
    return this.at(ROUTES.openidMetadata, request);
  }

  private at(route: string, request: FastifyRequest): ServerMetadata {
    if (this.document.isBelow(route, requestPath(request))) return this.document.metadata;
    throw AuthError.of('NOT_FOUND');
  }
}

import { Controller, Get, Header } from '@nestjs/common';
import { JWKS_MAX_AGE, JWKS_STALE } from '../../tokens/keys/key-lifetimes.js';
import { type JwksDocument, PublicKeys } from '../../tokens/keys/key-ring.js';
import { ROUTES } from '../requests/routes.js';

/** A key is published for longer than this before it signs. */
export const JWKS_CACHING = `public, max-age=${JWKS_MAX_AGE}, stale-while-revalidate=${JWKS_STALE}`;

/** RFC 7517 §5: what a service needs to verify tokens without calling home. */
@Controller()
export class JwksController {
  constructor(private readonly keys: PublicKeys) {}

  @Get(ROUTES.jwks)
  @Header('cache-control', JWKS_CACHING)
  jwks(): JwksDocument {
    return this.keys.jwks();
  }
}

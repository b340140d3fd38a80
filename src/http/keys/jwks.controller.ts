import { Controller, Get, Header } from '@nestjs/common';

import { type JwksDocument, PublicKeys } from '../../tokens/public-keys.js';
import { ROUTES } from '../contracts/routes.js';

/** RFC 7517 §5: what a service needs to verify tokens without calling home. */
@Controller()
export class JwksController {
  constructor(private readonly keys: PublicKeys) {}

  @Get(ROUTES.jwks)
  @Header('cache-control', 'public, max-age=300, stale-while-revalidate=3600')
  jwks(): JwksDocument {
    return this.keys.jwks();
  }
}

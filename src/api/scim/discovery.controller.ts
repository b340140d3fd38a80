import { Controller, Get, Header, Param, Query } from '@nestjs/common';
import { AppConfig } from '../../config/app-config.js';
import { AuthError } from '../../errors/auth-error.js';
import { SCIM_TYPE } from '../faults/scim-faults.js';
import { ROUTES } from '../requests/routes.js';
import { CORE_USER } from './attribute-path.js';
import { serviceProviderConfig, userResourceType, userSchema } from './discovery.js';
import { listResponse } from './user-resource.js';

type Parameters = Readonly<Record<string, unknown>>;

/** RFC 7644 §4: nothing of this can be filtered. */
function assertUnfiltered({ filter }: Parameters): void {
  if (filter !== undefined) throw AuthError.of('FORBIDDEN');
}

/** What can be done here; open to all, so that clients learn how to authenticate (RFC 7643 §5). */
@Controller()
export class ScimDiscoveryController {
  private readonly base: string;

  constructor({ tokens: { issuer } }: AppConfig) {
    this.base = issuer.replace(/\/$/, '');
  }

  @Get(ROUTES.scimConfig)
  @Header('content-type', SCIM_TYPE)
  serviceProviderConfig(@Query() query: Parameters): object {
    assertUnfiltered(query);
    return serviceProviderConfig(this.base);
  }

  @Get(ROUTES.scimResourceTypes)
  @Header('content-type', SCIM_TYPE)
  resourceTypes(@Query() query: Parameters): object {
    assertUnfiltered(query);
    return listResponse([userResourceType(this.base)]);
  }

  @Get(ROUTES.scimResourceType)
  @Header('content-type', SCIM_TYPE)
  resourceType(@Param('name') name: string): object {
    if (name !== 'User') throw AuthError.of('NOT_FOUND');
    return userResourceType(this.base);
  }

  @Get(ROUTES.scimSchemas)
  @Header('content-type', SCIM_TYPE)
  schemas(@Query() query: Parameters): object {
    assertUnfiltered(query);
    return listResponse([userSchema(this.base)]);
  }

  @Get(ROUTES.scimSchema)
  @Header('content-type', SCIM_TYPE)
  schema(@Param('urn') urn: string): object {
    if (urn.toLowerCase() !== CORE_USER.toLowerCase()) throw AuthError.of('NOT_FOUND');
    return userSchema(this.base);
  }
}

import {
  createParamDecorator,
  type CustomDecorator,
  type ExecutionContext,
  SetMetadata,
} from '@nestjs/common';
import { LACKS_ROLE } from '../bearer/refusal.js';
import { type Claims, isUser, type UserClaims } from '../claims/claims.js';
import { type AuthenticatedRequest, IS_PUBLIC, ROLES } from './metadata.js';
import { turnAway } from './turn-away.js';

/** The route, or every route of the controller, needs no token. */
export const Public = (): CustomDecorator => SetMetadata(IS_PUBLIC, true);

/** Who calls the route, or any route of the controller, needs one of these roles. */
export const Roles = (...roles: readonly string[]): CustomDecorator => SetMetadata(ROLES, roles);

const claimsIn = (context: ExecutionContext): Claims | undefined =>
  context.switchToHttp().getRequest<AuthenticatedRequest>().auth;

function userIn(context: ExecutionContext): UserClaims {
  const claims = claimsIn(context);
  if (claims === undefined || !isUser(claims)) return turnAway(context, LACKS_ROLE);
  return claims;
}

/** Claims of the caller, a person or a service; undefined at a public route. */
export const CurrentClaims = createParamDecorator((_: unknown, context: ExecutionContext) =>
  claimsIn(context),
);

/** Claims of the person who calls. A service is answered with 403. */
export const CurrentUser = createParamDecorator((_: unknown, context: ExecutionContext) =>
  userIn(context),
);

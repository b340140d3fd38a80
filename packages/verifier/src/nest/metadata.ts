// For its types; Nest itself loads it.
import type {} from 'reflect-metadata';
import type { ExecutionContext } from '@nestjs/common';
import type { Claims } from '../claims/claims.js';

/** Texts, since both builds of this package may be loaded in one process. */
export const IS_PUBLIC = '@portcullis/verifier:public';
export const ROLES = '@portcullis/verifier:roles';

/** As much of a request of Express or Fastify as is needed. */
export interface AuthenticatedRequest {
  readonly headers: { readonly authorization?: string };
  auth?: Claims;
}

/** What a decorator says of the route that is called, else of its controller. */
function metadataOf(key: string, context: ExecutionContext): unknown {
  const ofRoute: unknown = Reflect.getMetadata(key, context.getHandler());
  return ofRoute ?? Reflect.getMetadata(key, context.getClass());
}

export const isPublic = (context: ExecutionContext): boolean =>
  metadataOf(IS_PUBLIC, context) === true;

export const rolesOf = (context: ExecutionContext): readonly string[] =>
  (metadataOf(ROLES, context) as readonly string[] | undefined) ?? [];

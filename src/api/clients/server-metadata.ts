import { Injectable } from '@nestjs/common';
import { AppConfig } from '../../config/app-config.js';
import { ROUTES } from '../requests/routes.js';
import { CLIENT_CREDENTIALS } from './token.controller.js';

/** The members of the metadata that are addresses, and where each leads. */
const ENDPOINTS = {
  jwks_uri: ROUTES.jwks,
  token_endpoint: ROUTES.oauthToken,
  introspection_endpoint: ROUTES.introspection,
  revocation_endpoint: ROUTES.revocation,
  revocation_feed_endpoint: ROUTES.revocations,
} as const;

const AUTHENTICATION = ['client_secret_basic', 'client_secret_post'] as const;

/** RFC 8414 §2; a list that is left out would stand for one that does not hold here. */
export interface ServerMetadata {
  readonly issuer: string;
  readonly [member: string]: string | readonly string[];
}

/** What clients find out about this server by its address. */
@Injectable()
export class MetadataDocument {
  readonly metadata: ServerMetadata;
  /** Of the issuer; empty where it has none. */
  private readonly path: string;

  constructor({ tokens: { issuer, jwtAlgorithm } }: AppConfig) {
    const base = issuer.replace(/\/$/, '');
    this.path = new URL(base).pathname.replace(/\/$/, '');
    this.metadata = {
      issuer,
      ...Object.fromEntries(
        Object.entries(ENDPOINTS).map(([member, path]) => [member, `${base}${path}`]),
      ),
      response_types_supported: [],
      response_modes_supported: [],
      grant_types_supported: [CLIENT_CREDENTIALS],
      token_endpoint_auth_methods_supported: AUTHENTICATION,
      introspection_endpoint_auth_methods_supported: AUTHENTICATION,
      revocation_endpoint_auth_methods_supported: AUTHENTICATION,
      introspection_signing_alg_values_supported: [jwtAlgorithm],
    };
  }

  /** Whether the path of a request goes on, after this route, with that of the issuer (§3.1). */
  isBelow(route: string, requested: string): boolean {
    return requested === `${route}${this.path}`;
  }
}

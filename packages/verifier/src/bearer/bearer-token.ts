const BEARER = /^bearer +([^ ]+) *$/i;

/** The token in `Authorization` (RFC 6750 §2.1); null where there is none of this scheme. */
export function bearerToken(authorization: string | undefined): string | null {
  return BEARER.exec(authorization ?? '')?.[1] ?? null;
}

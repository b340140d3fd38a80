import type { Profile } from '../../accounts/provisioned-profile.js';
import { AuthError } from '../../errors/auth-error.js';
import { isJsonObject, type JsonObject } from '../requests/body.js';
import { attributePath, CORE_USER, invalid } from './attribute-path.js';
import { assigned, TOLD_BY_US } from './attributes.js';
import { isUnassigned } from './attribute-values.js';

const NOTHING: Omit<Profile, 'username'> = {
  displayName: null,
  name: {},
  email: null,
  externalId: null,
  active: true,
};

/**
 * An object, which says itself what it is.
 * @throws AuthError MALFORMED_REQUEST, or VALIDATION_FAILED for another schema
 */
export function bodyOf(body: unknown, schema: string): JsonObject {
  if (!isJsonObject(body)) throw AuthError.of('MALFORMED_REQUEST');
  const { schemas } = body;
  if (schemas === undefined) return body;
  const named: readonly unknown[] = [schemas].flat();
  const isNamed = named.some(
    (each) => typeof each === 'string' && each.toLowerCase() === schema.toLowerCase(),
  );
  if (!isNamed) throw invalid('schemas', `schemas must name ${schema}.`);
  return body;
}

/** Every attribute of an object, one after the other, as its key says which. */
export function withAttributes(
  profile: Profile,
  values: JsonObject,
  op: 'add' | 'replace',
): Profile {
  return Object.entries(values).reduce((before, [key, value]) => {
    const path = attributePath(key);
    if (path === null || TOLD_BY_US.has(path.attribute)) return before;
    return assigned(before, { path, op, value });
  }, profile);
}

function userOf(body: unknown, bare: Profile): Profile {
  const values = bodyOf(body, CORE_USER);
  const told = new Set(Object.keys(values).map((key) => key.toLowerCase()));
  if (!told.has('username')) throw invalid('userName', 'userName is required.');
  // A password that is not there is not taken away.
  const assignable = Object.entries(values).filter(
    ([key, value]) => key.toLowerCase() !== 'password' || !isUnassigned(value),
  );
  return withAttributes(bare, Object.fromEntries(assignable), 'replace');
}

/** @throws AuthError MALFORMED_REQUEST or VALIDATION_FAILED */
export function newUser(body: unknown): Profile {
  return userOf(body, { ...NOTHING, username: '' });
}

/**
 * What is left out is gone (RFC 7644 §3.5.1), save what shuts the account and what it is known by:
 * Okta leaves out the `externalId`.
 * @throws AuthError MALFORMED_REQUEST or VALIDATION_FAILED
 */
export function replacedUser(before: Profile, body: unknown): Profile {
  const { username, externalId, active } = before;
  return userOf(body, { ...NOTHING, username, externalId, active });
}

import type { Profile } from '../../accounts/provisioned-profile.js';
import { isJsonObject, type JsonObject } from '../requests/body.js';
import { attributePath, invalid } from './attribute-path.js';
import { assigned } from './attributes.js';
import { bodyOf, withAttributes } from './user-body.js';

const PATCH = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

const OPS = ['add', 'replace', 'remove'] as const;

interface Operation {
  readonly op: (typeof OPS)[number];
  /** Undefined where the value is an object of attributes. */
  readonly path: string | undefined;
  readonly value: unknown;
}

/** Members of a message, however their names are written. */
function member(object: JsonObject, name: string): unknown {
  const key = Object.keys(object).find((each) => each.toLowerCase() === name.toLowerCase());
  return key === undefined ? undefined : object[key];
}

/** Entra ID writes `Replace`. */
function operationOf(each: unknown): Operation {
  if (!isJsonObject(each)) throw invalid('Operations', 'Each of Operations must be an object.');
  const told = member(each, 'op');
  const op = OPS.find((known) => typeof told === 'string' && told.toLowerCase() === known);
  if (op === undefined) throw invalid('op', 'op must be add, replace or remove.');
  const path = member(each, 'path');
  if (path === undefined || path === '')
    return { op, path: undefined, value: member(each, 'value') };
  if (typeof path !== 'string') throw invalid('path', 'path must be a string.');
  return { op, path, value: member(each, 'value') };
}

function applied(profile: Profile, { op, path, value }: Operation): Profile {
  if (path !== undefined) {
    const target = attributePath(path);
    if (target === null) return profile;
    return assigned(profile, { path: target, op, value: op === 'remove' ? undefined : value });
  }
  if (op === 'remove') throw invalid('path', 'path is required to remove something.');
  if (!isJsonObject(value))
    throw invalid('value', 'value must be an object where there is no path.');
  return withAttributes(profile, value, op);
}

/**
 * The operations of a PATCH (RFC 7644 §3.5.2), one after the other, all of them or none.
 * @throws AuthError MALFORMED_REQUEST or VALIDATION_FAILED
 */
export function patchOf(body: unknown): (profile: Profile) => Profile {
  const operations = member(bodyOf(body, PATCH), 'Operations');
  if (!Array.isArray(operations) || operations.length === 0) {
    throw invalid('Operations', 'Operations must be a list of at least one.');
  }
  const each = operations.map(operationOf);
  return (profile) => each.reduce(applied, profile);
}

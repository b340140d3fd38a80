import type { Profile } from '../../accounts/provisioned-profile.js';
import { NAME_PARTS, type NamePart } from '../../users/person-name.js';
import { isJsonObject } from '../requests/body.js';
import { type Assignment, invalid } from './attribute-path.js';
import { booleanOf, isUnassigned, LONGEST, textOf } from './attribute-values.js';
import { emailAfter } from './email-attribute.js';

type Write = (profile: Profile, assignment: Assignment) => Profile;

const PARTS: ReadonlyMap<string, NamePart> = new Map(
  NAME_PARTS.map((part) => [part.toLowerCase(), part]),
);

/** The parts that are not named stay (RFC 7644 §3.5.2.3). */
function nameAfter(name: Profile['name'], { path, value }: Assignment): Profile['name'] {
  if (path.part === null && isUnassigned(value)) return {};
  const told = path.part === null ? value : { [path.part]: value };
  if (!isJsonObject(told)) throw invalid('name', 'name must be an object.');
  const next = new Map(Object.entries(name));
  for (const [key, each] of Object.entries(told)) {
    const part = PARTS.get(key.toLowerCase());
    if (part === undefined) continue;
    const text = textOf(`name.${part}`, each, LONGEST.name);
    if (text === null) next.delete(part);
    else next.set(part, text);
  }
  return Object.fromEntries(next);
}

function usernameOf(value: unknown): string {
  const username = textOf('userName', value, LONGEST.userName);
  if (username === null) throw invalid('userName', 'userName is required.');
  return username;
}

/** Its policy has its say later; here it only has to be one. */
function passwordOf(value: unknown): string {
  if (typeof value === 'string' && value !== '') return value;
  throw invalid('password', 'password must be a string.');
}

const isReadOnly =
  (field: string): Write =>
  () => {
    throw invalid(field, `${field} cannot be written.`);
  };

/** What can be written, by names in lower case; all else that a directory sends is not kept. */
const WRITES: ReadonlyMap<string, Write> = new Map<string, Write>([
  ['username', (profile, { value }) => ({ ...profile, username: usernameOf(value) })],
  [
    'displayname',
    (profile, { value }) => ({
      ...profile,
      displayName: textOf('displayName', value, LONGEST.displayName),
    }),
  ],
  [
    'externalid',
    (profile, { value }) => ({
      ...profile,
      externalId: textOf('externalId', value, LONGEST.externalId),
    }),
  ],
  ['active', (profile, { value }) => ({ ...profile, active: booleanOf('active', value) })],
  ['password', (profile, { value }) => ({ ...profile, password: passwordOf(value) })],
  ['name', (profile, it) => ({ ...profile, name: nameAfter(profile.name, it) })],
  ['emails', (profile, it) => ({ ...profile, email: emailAfter(profile.email, it) })],
  ['id', isReadOnly('id')],
  ['meta', isReadOnly('meta')],
  ['groups', isReadOnly('groups')],
]);

/** @throws AuthError VALIDATION_FAILED */
export function assigned(profile: Profile, assignment: Assignment): Profile {
  return WRITES.get(assignment.path.attribute)?.(profile, assignment) ?? profile;
}

/** What a resource may well say of itself, and is not written for that. */
export const TOLD_BY_US: ReadonlySet<string> = new Set(['id', 'meta', 'groups', 'schemas']);

import type { User } from '../../users/users.js';
import { iso } from '../iso.js';

export const listedUser = (user: User): object => ({
  id: user.id,
  username: user.username,
  email: user.email,
  emailVerifiedAt: iso(user.emailVerifiedAt),
  displayName: user.displayName,
  roles: user.roles,
  createdAt: iso(user.createdAt),
  disabledAt: iso(user.disabledAt),
  deletionAt: iso(user.deletionAt),
  newPasswordRequiredAt: iso(user.newPasswordRequiredAt),
  unlockedAt: iso(user.unlockedAt),
  version: user.version,
});

/** Such as "disabled, new password required"; empty for an account that is open. */
const stateOf = ({ disabledAt, deletionAt, newPasswordRequiredAt }: User): string =>
  [
    ...(disabledAt === null ? [] : ['disabled']),
    ...(deletionAt === null ? [] : [`to be deleted on ${iso(deletionAt)}`]),
    ...(newPasswordRequiredAt === null ? [] : ['new password required']),
  ].join(', ');

export function userLine(user: User): string {
  const { id, username, email, roles } = user;
  const parts = [email ?? 'no address', `roles ${roles.join(' ')}`, stateOf(user)];
  return `${id} ${username}: ${parts.filter((part) => part !== '').join(', ')}`;
}

export function userPage(user: User): string {
  const state = stateOf(user);
  const lines: readonly (readonly [label: string, value: string])[] = [
    ['Id', user.id],
    ['Username', user.username],
    ['Email', user.email ?? 'none'],
    ['Display name', user.displayName],
    ['Roles', user.roles.join(' ')],
    ['Created', iso(user.createdAt) ?? ''],
    ['State', state === '' ? 'open' : state],
  ];
  return lines.map(([label, value]) => `${`${label}:`.padEnd(14)}${value}`).join('\n');
}

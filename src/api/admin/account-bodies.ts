import { ValidateBy } from 'class-validator';
import { mailAddress } from '../../users/mail-address.js';
import { isRoleName } from '../../users/roles.js';
import { printable, Text } from '../requests/body.js';

const EMAIL = {
  label: 'Email',
  max: 254,
  optional: true,
  format: {
    holds: (text: string) => mailAddress(text) !== null,
    sentence: 'Email must be an email address.',
  },
} as const;

const DISPLAY_NAME = {
  label: 'Display name',
  max: 128,
  optional: true,
  format: printable('Display name'),
} as const;

const MOST_ROLES = 50;

const isRoleList = (value: unknown): boolean =>
  Array.isArray(value) &&
  value.length <= MOST_ROLES &&
  value.every((each) => typeof each === 'string' && isRoleName(each));

/** A list of names of roles, or nothing. */
const Roles = (label: string): PropertyDecorator =>
  ValidateBy({
    name: 'roles',
    validator: {
      validate: (value: unknown) => value === undefined || value === null || isRoleList(value),
      defaultMessage: () =>
        `${label} must be a list of at most ${MOST_ROLES} names of 1 to 64 letters, digits or any of _:.-`,
    },
  });

/** Whatever else is in the body counts for nothing. */
export class CreationBody {
  @Text({ label: 'Username', max: 256 })
  readonly username: string = '';

  @Text(EMAIL)
  readonly email?: string;

  @Text(DISPLAY_NAME)
  readonly displayName?: string;

  /** Without one, the account can sign in at a provider alone. */
  @Text({ label: 'Password', max: 1024, optional: true })
  readonly password?: string;

  @Roles('Roles')
  readonly roles?: readonly string[] | null;
}

export class UpdateBody {
  @Text(EMAIL)
  readonly email?: string;

  @Text(DISPLAY_NAME)
  readonly displayName?: string;
}

/** A role in both lists stays. */
export class RolesBody {
  @Roles('Add')
  readonly add?: readonly string[] | null;

  @Roles('Remove')
  readonly remove?: readonly string[] | null;
}

export class PasswordBody {
  @Text({ label: 'Password', max: 1024 })
  readonly password: string = '';
}

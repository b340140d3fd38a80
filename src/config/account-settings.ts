import {
  ArrayNotEmpty,
  ArrayUnique,
  IsBoolean,
  IsIn,
  IsInt,
  Matches,
  Max,
  Min,
} from 'class-validator';
import { MFA_MODES, type MfaMode } from './choices.js';
import { integer, list, onOff, ON_OFF, type SettingsOf, text } from './setting.js';

/** What a role may be called. */
export const ROLE_NAME = /^[\w:.-]{1,64}$/;

/** Who may have an account. */
export class AccountSettings {
  /** Whether `/register` is open. */
  @IsBoolean(ON_OFF)
  readonly registration: boolean = true;

  @ArrayNotEmpty()
  @ArrayUnique()
  @Matches(ROLE_NAME, { each: true, message: '$property must list role names' })
  readonly defaultRoles: readonly string[] = ['user'];

  /** Whether a login asks for a second factor. */
  @IsIn(MFA_MODES)
  readonly mfa: MfaMode = 'optional';

  /** Who has one of these roles needs a second factor even where it is optional. */
  @ArrayUnique()
  @Matches(ROLE_NAME, { each: true, message: '$property must list role names' })
  readonly mfaRequiredRoles: readonly string[] = [];

  /** Days between an owner's wish to leave and the deletion; 0 deletes at once. */
  @IsInt()
  @Min(0)
  @Max(365)
  readonly deletionGraceDays: number = 30;
}

/** What no class of this group can say about itself. */
export const accountFaults = ({ mfa, mfaRequiredRoles }: AccountSettings): readonly string[] =>
  mfa === 'off' && mfaRequiredRoles.length > 0
    ? ['MFA_REQUIRED_ROLES needs MFA to be optional or required']
    : [];

export const ACCOUNT_SETTINGS: SettingsOf<AccountSettings> = {
  registration: { variable: 'REGISTRATION', read: onOff },
  defaultRoles: { variable: 'DEFAULT_ROLES', read: list },
  mfa: { variable: 'MFA', read: text },
  mfaRequiredRoles: { variable: 'MFA_REQUIRED_ROLES', read: list },
  deletionGraceDays: { variable: 'DELETION_GRACE_DAYS', read: integer },
};

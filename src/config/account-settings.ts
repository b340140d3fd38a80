import { ArrayNotEmpty, ArrayUnique, IsBoolean, Matches } from 'class-validator';
import { list, onOff, ON_OFF, type SettingsOf } from './setting.js';

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
}

export const ACCOUNT_SETTINGS: SettingsOf<AccountSettings> = {
  registration: { variable: 'REGISTRATION', read: onOff },
  defaultRoles: { variable: 'DEFAULT_ROLES', read: list },
};

import { IsInt, Max, Min } from 'class-validator';
import { integer, type SettingsOf } from './setting.js';

/** What a password has to be, and how many may be checked at once. */
export class PasswordSettings {
  /** Unicode code points. */
  @IsInt()
  @Min(8)
  @Max(64)
  readonly passwordMinLength: number = 8;

  /** How many hashes may wait for a core. */
  @IsInt()
  @Min(0)
  @Max(10_000)
  readonly hashQueue: number = 64;
}

export const PASSWORD_SETTINGS: SettingsOf<PasswordSettings> = {
  passwordMinLength: { variable: 'PASSWORD_MIN_LENGTH', read: integer },
  hashQueue: { variable: 'HASH_QUEUE', read: integer },
};

import { Text } from '../requests/text.js';

/** The body of every login by password. */
export class PasswordCredentials {
  @Text({ label: 'Username', max: 256 })
  readonly username: string = '';

  @Text({ label: 'Password', max: 1024 })
  readonly password: string = '';
}

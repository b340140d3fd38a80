import { mailAddress } from '../../users/mail-address.js';
import { printable, Text } from '../requests/text.js';

/** The body of a registration; whatever else is in it counts for nothing. */
export class RegistrationBody {
  @Text({ label: 'Username', max: 256 })
  readonly username: string = '';

  @Text({ label: 'Password', max: 1024 })
  readonly password: string = '';

  @Text({
    label: 'Email',
    max: 254,
    format: {
      holds: (text) => mailAddress(text) !== null,
      sentence: 'Email must be an email address.',
    },
  })
  readonly email: string = '';

  @Text({
    label: 'Display name',
    max: 128,
    optional: true,
    format: printable('Display name'),
  })
  readonly displayName?: string;
}

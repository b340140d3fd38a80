import { Text } from '../requests/text.js';

/** The body of a request to begin a sign-in. */
export class AuthorizationBody {
  @Text({ label: 'Redirect URI', max: 2048, optional: true })
  readonly redirectUri?: string;
}

import { me } from './account.js';
import { flagLogin } from './flag-login.js';
import { flagRefreshToken } from './flag-refresh-token.js';
import { health } from './health.js';
import { identities } from './identities.js';
import { keys } from './keys.js';
import { login } from './login.js';
import { logout, refreshLogout } from './logout.js';
import { metrics } from './metrics.js';
import { providers } from './providers.js';
import { refreshToken } from './refresh-token.js';
import { refresh } from './refresh.js';
import { registration } from './registration.js';
import { token } from './token.js';
import { validation } from './validation.js';
import type { AppConfig } from '../../../config/app-config.js';
import type { DocumentedOperation } from '../operation.js';

/** Every operation, in an order in which the examples run from top to bottom. */
export const documentedOperations = ({
  loginContract,
}: AppConfig): readonly DocumentedOperation[] => [
  registration,
  token,
  login(loginContract),
  flagLogin,
  me,
  validation,
  refresh,
  refreshToken,
  flagRefreshToken,
  ...providers,
  ...identities,
  keys,
  ...health,
  metrics,
  refreshLogout,
  logout,
];

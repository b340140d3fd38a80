import { type CarryOver, carryTokensOver } from './carry-tokens-over.js';
import { ROUTES } from '../../contracts/routes.js';
import { LAST_REFRESH_TOKEN } from '../example-values.js';
import { BEARER } from '../security.js';

const settings: CarryOver = {
  placeholder: LAST_REFRESH_TOKEN,
  scheme: BEARER,
  logoutPath: ROUTES.logout,
};

/** A file of its own, since the page's policy allows no script inside it. */
export const pageScript = (): string =>
  `(${carryTokensOver.toString()})(window, ${JSON.stringify(settings)});\n`;

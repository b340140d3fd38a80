import { type CarryOver, carryTokensOver } from './carry-tokens-over.js';
import { foldRepeatedFaults } from './fold-repeated-faults.js';
import { ROUTES } from '../../requests/routes.js';
import { LAST_ACCOUNT, LAST_REFRESH_TOKEN } from '../../openapi/example-values.js';
import { BEARER } from '../../openapi/security.js';

const settings: CarryOver = {
  placeholder: LAST_REFRESH_TOKEN,
  scheme: BEARER,
  logoutPath: ROUTES.logout,
  accountPlaceholder: LAST_ACCOUNT,
  accountsPaths: [ROUTES.users, ROUTES.scimUsers],
};

/** Statuses that mean the same wherever they are answered. */
const REPEATED = ['405', '413', '415', '429', '500', '502', '503', '504'];

/** Without it a phone would draw the page as wide as a desk's and shrink it. */
const VIEWPORT = `document.head.insertAdjacentHTML('beforeend', '<meta name="viewport" content="width=device-width">');`;

const call = (script: (...parameters: never[]) => void, parameter: object): string =>
  `(${script.toString()})(window, ${JSON.stringify(parameter)});\n`;

/** A file of its own, since the page's policy allows no script inside it. */
export const pageScript = (): string =>
  `${VIEWPORT}\n${call(carryTokensOver, settings)}${call(foldRepeatedFaults, REPEATED)}`;

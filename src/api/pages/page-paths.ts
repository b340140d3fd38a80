import { PAGES } from '../../accounts/challenges/links.js';
import { PAGE_PREFIX } from '../requests/routes.js';

/** Addresses that people come by; all are answered with the same shell, whose script knows which is which. */
export const PAGE_PATHS: readonly string[] = [
  PAGE_PREFIX,
  `${PAGE_PREFIX}/register`,
  `${PAGE_PREFIX}/forgot`,
  PAGES.resetPassword,
  PAGES.confirmEmail,
  `${PAGE_PREFIX}/sessions`,
  `${PAGE_PREFIX}/activity`,
  `${PAGE_PREFIX}/security`,
  `${PAGE_PREFIX}/password`,
  `${PAGE_PREFIX}/email`,
  `${PAGE_PREFIX}/delete`,
];

/** Scripts and styles, each named by its content. */
export const ASSET_PATH = `${PAGE_PREFIX}/assets/:file`;

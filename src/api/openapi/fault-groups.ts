import * as accountFault from './account-fault-cases.js';
import * as faults from './fault-cases.js';
import * as factorCases from './factor-fault-cases.js';

type FaultCases = readonly faults.FaultCase[];

/** What is wrong with bodies everywhere. */
export const JSON_BODY: FaultCases = [faults.malformed, faults.tooLarge, faults.notJson];

/** What no caller can help. */
export const SERVER: FaultCases = [faults.internal, faults.overloaded];

/** Names of the faults that say nothing of the route they happen on. */
export const EVERYWHERE: ReadonlySet<string> = new Set(
  [
    ...JSON_BODY,
    ...SERVER,
    faults.badToken,
    accountFault.noSuchAccount,
    accountFault.notAdministrator,
    accountFault.lastAdministrator,
    faults.expiredToken,
    faults.foreignOrigin,
    faults.tooManyRequests,
    faults.providerDown,
    faults.providerSlow,
    faults.wrongMethod('POST'),
    faults.wrongMethod('GET', 'HEAD'),
    faults.wrongMethod('GET', 'HEAD', 'POST'),
    faults.wrongMethod('GET', 'HEAD', 'PATCH', 'DELETE'),
    faults.wrongMethod('GET', 'HEAD', 'DELETE'),
  ].map(({ name }) => name),
);

export const PASSWORD_LOGIN: FaultCases = [
  faults.missingCredentials,
  faults.badCredentials,
  factorCases.mfaRequired,
  accountFault.newPasswordRequired,
  accountFault.accountClosing,
  faults.tooManyRequests,
  faults.wrongMethod('POST'),
  ...JSON_BODY,
  ...SERVER,
];

/** Beside what a door says when there is no refresh token at all. */
export const REFRESH: FaultCases = [
  faults.badToken,
  faults.expiredToken,
  faults.foreignOrigin,
  faults.tooManyRequests,
  faults.wrongMethod('POST'),
  ...JSON_BODY,
  ...SERVER,
];

/** Of every route of the administration; with a path that names an account, there may be none. */
export const ADMINISTRATION: FaultCases = [
  faults.badToken,
  accountFault.notAdministrator,
  ...SERVER,
];

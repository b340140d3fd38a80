import { type ContractRequest, JSON_REPRESENTATION, type Representation } from './contract.js';
import { ROUTES } from '../requests/routes.js';
import { type AppConfig } from '../../config/app-config.js';
import { LOGIN_CONTRACTS, type LoginContract } from '../../config/choices.js';
import { preferredType } from '../requests/accept-header.js';

const JSON_TYPE = 'application/json';

/** The media types by which a client asks for one of the contracts alone. */
const VENDOR_TYPES: ReadonlyMap<string, LoginContract> = new Map(
  LOGIN_CONTRACTS.filter((contract) => contract !== 'combined').map((contract) => [
    `application/vnd.portcullis.${contract}+json`,
    contract,
  ]),
);

/** Every media type that a login can be answered in. */
export const LOGIN_TYPES: readonly string[] = [JSON_TYPE, ...VENDOR_TYPES.keys()];

/** The vendor type that `Accept` prefers to plain JSON, if any. */
function chosenType(accept: string | undefined): string | undefined {
  if (!accept?.toLowerCase().includes('vnd.portcullis')) return undefined;
  const preferred = preferredType(accept, [JSON_TYPE, ...VENDOR_TYPES.keys()]);
  return preferred !== undefined && VENDOR_TYPES.has(preferred) ? preferred : undefined;
}

/** Whether a contract answers at the login route: the client's choice, else the operator's. */
export function answersLogin(
  contract: LoginContract,
  { accept }: ContractRequest,
  config: AppConfig,
): boolean {
  return (VENDOR_TYPES.get(chosenType(accept) ?? '') ?? config.sessions.loginContract) === contract;
}

export function loginRepresentation({ path, accept }: ContractRequest): Representation {
  if (path !== ROUTES.login) return JSON_REPRESENTATION;
  return { mediaType: chosenType(accept) ?? JSON_REPRESENTATION.mediaType, vary: 'Accept' };
}

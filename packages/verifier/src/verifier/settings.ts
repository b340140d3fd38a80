import { type Clock, systemClock } from '../clock/clock.js';
import { isText } from '../jws/json-object.js';
import { type Algorithm, ALGORITHMS, isAlgorithm } from '../jws/signature.js';
import { basicCredentials } from '../transport/client-credentials.js';
import type { GivenEndpoints } from '../transport/endpoint-directory.js';
import type { VerifierOptions } from './options.js';

/** The options, checked and completed. */
export interface Settings extends GivenEndpoints {
  readonly issuer: string;
  readonly audience: readonly string[];
  readonly algorithms: readonly Algorithm[];
  /** Value of `Authorization` for the feed; null where it is off. */
  readonly authorization: string | null;
  /** In seconds. */
  readonly maxStaleness: number;
  readonly clock: Clock;
}

function demand(holds: boolean, what: string): asserts holds {
  if (!holds) throw new TypeError(`createVerifier: ${what}`);
}

const isHttpUrl = (value: unknown): value is string =>
  typeof value === 'string' && URL.canParse(value) && /^https?:$/.test(new URL(value).protocol);

function urlOf(name: string, value: string | undefined): URL | null {
  if (value === undefined) return null;
  demand(isHttpUrl(value), `${name} has to be an http or https URL`);
  return new URL(value);
}

function audienceOf({ audience }: VerifierOptions): readonly string[] {
  const names = typeof audience === 'string' ? [audience] : [...audience];
  const isNamed = names.length > 0 && names.every(isText);
  demand(isNamed, 'audience has to be a name or a list of names');
  return names;
}

function authorizationOf({ clientId, clientSecret }: VerifierOptions): string | null {
  if (clientId === undefined && clientSecret === undefined) return null;
  demand(Boolean(clientId) && Boolean(clientSecret), 'clientId and clientSecret go together');
  return basicCredentials(clientId ?? '', clientSecret ?? '');
}

/** @throws TypeError that says which option is wrong */
export function settingsOf(options: VerifierOptions): Settings {
  const { issuer, algorithms = ALGORITHMS, maxStaleness = Infinity } = options;
  demand(isHttpUrl(issuer) && !/[/?#]$/.test(issuer), 'issuer has to be a URL as in `iss`');
  demand(algorithms.length > 0 && algorithms.every(isAlgorithm), 'algorithms: RS256, ES256');
  demand(maxStaleness > 0, 'maxStaleness has to be a number of seconds above 0');
  return {
    issuer,
    audience: audienceOf(options),
    algorithms: [...algorithms],
    authorization: authorizationOf(options),
    maxStaleness,
    jwksUri: urlOf('jwksUri', options.jwksUri),
    revocationsUri: urlOf('revocationsUri', options.revocationsUri),
    clock: options.clock ?? systemClock,
  };
}

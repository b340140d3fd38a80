import { ValidateBy } from 'class-validator';

const SCHEMES: ReadonlySet<string> = new Set(['http:', 'https:']);
const THIS_MACHINE: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Verifiers compare it to the letter, so it holds nothing but scheme, host, port and path. */
function isIssuer(value: unknown): boolean {
  if (typeof value !== 'string' || !URL.canParse(value) || /[?#\s]/.test(value)) return false;
  const { protocol, username, password } = new URL(value);
  return SCHEMES.has(protocol) && value.includes('://') && username === '' && password === '';
}

/**
 * A URL without query and fragment (RFC 8414 §2); its host may be a name as Compose makes them, with
 * an underscore.
 */
export const IsIssuer = (): PropertyDecorator =>
  ValidateBy({
    name: 'isIssuer',
    validator: {
      validate: isIssuer,
      defaultMessage: () =>
        '$property must be an http or https URL without query, fragment and password',
    },
  });

/** Whether what is said under an issuer's address stays between the two that say it. */
export function isProtected(issuer: string): boolean {
  if (!URL.canParse(issuer)) return true;
  const { protocol, hostname } = new URL(issuer);
  return protocol === 'https:' || THIS_MACHINE.has(hostname);
}

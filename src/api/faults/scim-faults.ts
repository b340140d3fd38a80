import type { AuthErrorCode, FieldFault } from '../../errors/auth-error.js';
import type { FaultDialect, HttpFault } from './fault-dialect.js';

export const SCIM_TYPE = 'application/scim+json';
const ERROR_SCHEMA = 'urn:ietf:params:scim:api:messages:2.0:Error';

/** RFC 7644 §3.12, as far as they are said here. */
export const SCIM_ERRORS = [
  'invalidFilter',
  'uniqueness',
  'mutability',
  'invalidSyntax',
  'invalidPath',
  'invalidValue',
] as const;

type ScimError = (typeof SCIM_ERRORS)[number];

/** What a fault is called beside its status; most have no name. */
const BY_CODE: Partial<Readonly<Record<AuthErrorCode, ScimError>>> = {
  MALFORMED_REQUEST: 'invalidSyntax',
  USERNAME_TAKEN: 'uniqueness',
  EMAIL_TAKEN: 'uniqueness',
  EXTERNAL_ID_TAKEN: 'uniqueness',
  WEAK_PASSWORD: 'invalidValue',
  LAST_ADMINISTRATOR: 'mutability',
};

/** The parts of a request that are no attributes, and attributes that cannot be written. */
const BY_FIELD: Readonly<Record<string, ScimError>> = {
  filter: 'invalidFilter',
  path: 'invalidPath',
  op: 'invalidSyntax',
  schemas: 'invalidSyntax',
  Operations: 'invalidSyntax',
  id: 'mutability',
  meta: 'mutability',
  groups: 'mutability',
};

const nameOf = ({ code, details: [first] }: HttpFault): ScimError | undefined =>
  first === undefined ? BY_CODE[code] : (BY_FIELD[first.field] ?? 'invalidValue');

const sentences = (details: readonly FieldFault[]): string =>
  details.map(({ message }) => message).join(' ');

/** The body of every failure below `/scim/`; no other one is to be had there. */
export const scimFaults: FaultDialect = {
  only: true,
  mediaType: SCIM_TYPE,
  // RFC 7644 §3.3: what another one has already is a conflict.
  status: ({ code }) => (code === 'USERNAME_TAKEN' || code === 'EMAIL_TAKEN' ? 409 : undefined),
  message: (fault) => (fault.code === 'VALIDATION_FAILED' ? sentences(fault.details) : undefined),
  body: (fault) => {
    const scimType = nameOf(fault);
    return {
      schemas: [ERROR_SCHEMA],
      status: String(fault.status),
      ...(scimType === undefined ? {} : { scimType }),
      detail: fault.message,
    };
  },
};

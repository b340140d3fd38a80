import { Injectable } from '@nestjs/common';
import type { Fault, FieldFault } from '../../../errors/auth-error.js';
import type { TokenSet } from '../../../sessions/session-tokens.js';
import { AppConfig } from '../../../config/app-config.js';
import type { FaultDialect } from '../../faults/fault-dialect.js';
import { loginMessage } from '../../faults/standard-faults.js';
import { ROUTES } from '../../requests/routes.js';
import { type Answer, Contract, type Delivery, type ContractDocument } from '../contract.js';
import { hourAndWeek } from '../lifetimes.js';

function missingMessage(details: readonly FieldFault[]): string | undefined {
  const missing = details.filter(({ problem }) => problem === 'missing');
  if (missing.length === 0) return undefined;
  return missing.some(({ field }) => field === 'refreshToken')
    ? 'Missing refresh token'
    : 'Missing username or password';
}

function message(fault: Fault): string | undefined {
  if (fault.code === 'VALIDATION_FAILED') return missingMessage(fault.details);
  if (fault.code === 'INVALID_TOKEN') {
    return fault.expired ? 'Refresh token expired' : 'Invalid refresh token';
  }
  return loginMessage(fault);
}

/** A flag and a sentence; where a login needs more, what that is. */
export const successFlagFaults: FaultDialect = {
  message,
  body: ({ message: sentence, challenge }) => ({
    success: false,
    message: sentence,
    ...(challenge === null ? {} : { data: challenge }),
  }),
};

/** Everything in the body, inside `{success, message, data}`. */
@Injectable()
export class SuccessFlag extends Contract {
  readonly routes = [ROUTES.flagPrefix, `${ROUTES.flagPrefix}/*`];
  readonly profile;
  readonly faults = successFlagFaults;
  readonly cookies = [];

  constructor(config: AppConfig) {
    super();
    this.profile = hourAndWeek('success-flag', config);
  }

  opened({ tokens, refreshToken }: Delivery): Answer {
    const data = { token: tokens.access.token, refreshToken, ...account(tokens) };
    return { body: { success: true, message: 'Login successful', data } };
  }

  /** The access token is called otherwise here than at login. */
  refreshed({ tokens, refreshToken }: Delivery): Answer {
    const data = { accessToken: tokens.access.token, refreshToken, ...account(tokens) };
    return { body: { success: true, message: 'Token refreshed', data } };
  }

  async describe(): Promise<ContractDocument> {
    const { document } = await import('./success-flag.openapi.js');
    return document;
  }
}

const account = ({ user }: TokenSet) => ({
  username: user.username,
  email: user.email,
  roles: user.roles,
});

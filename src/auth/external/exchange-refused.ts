import type { ExchangeRefusal } from '../../audit/audit-event.js';

/** Why an exchange goes no further, on its way to the audit trail and the caller. */
export class ExchangeRefused extends Error {
  override readonly name = 'ExchangeRefused';

  constructor(
    readonly refusal: ExchangeRefusal,
    readonly userId: string | null = null,
    /** Whether what was sent, rather than the provider, seems to be the cause. */
    readonly bySender = true,
  ) {
    super(refusal);
  }
}

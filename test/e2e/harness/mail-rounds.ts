import { MailDispatch } from '../../../src/mail/mail-dispatch.js';
import type { Replacement } from './test-server.js';

/** Nothing is taken out of the queue of mail meanwhile. */
export const NO_MAIL_ROUNDS: Replacement = {
  port: MailDispatch,
  value: { backlog: { waiting: 0, oldestMs: 0 } },
};

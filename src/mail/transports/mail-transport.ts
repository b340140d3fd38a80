import type { OutgoingMail } from '../letter.js';

/** A way by which mail leaves the server. */
export abstract class MailTransport {
  /**
   * Resolves once the other side has taken it over; ends by itself within `LONGEST` milliseconds.
   * @throws UndeliverableMail for what is not worth another try
   */
  abstract send(mail: OutgoingMail): Promise<void>;
  abstract close(): Promise<void>;
}

/** Milliseconds that one mail may take. */
export const LONGEST = 60_000;

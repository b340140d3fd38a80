/** ISO 8601 in UTC to the second, without suffix, as this contract has always written it. */
export const envelopeTimestamp = (at: number): string => new Date(at).toISOString().slice(0, 19);

export interface Envelope<Data> {
  readonly timestamp: string;
  readonly status: number;
  readonly message: string;
  readonly data: Data;
}

/** @param at milliseconds since the epoch */
export const envelope = <Data>(
  at: number,
  status: number,
  message: string,
  data: Data,
): Envelope<Data> => ({ timestamp: envelopeTimestamp(at), status, message, data });

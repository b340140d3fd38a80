import type { FoundEvent } from './found-event.js';

/** Whether address, user agent and the digest of a name were erased. */
export const isErased = ({ digest }: FoundEvent): boolean => digest !== null;

/** Null where it was erased. */
export const shownAddress = (event: FoundEvent): string | null =>
  isErased(event) ? null : event.address;

/** With the keyed digest of the name that was tried, where no account has it. */
export const shownDetails = ({ details, name }: FoundEvent): FoundEvent['details'] =>
  name === null ? details : { ...details, name };

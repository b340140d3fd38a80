import { isJsonObject, isNumericDate, isText, type JsonObject } from '../jws/json-object.js';
import { REVOCATION_TYPES, type RevocationEvent } from './revocation-event.js';

/** One page of the feed. */
export interface FeedAnswer {
  /** Where the next request goes on. */
  readonly cursor: string;
  /** Whether this page begins a new whole. */
  readonly snapshot: boolean;
  /** Whether another page is there already. */
  readonly more: boolean;
  readonly events: readonly RevocationEvent[];
  /** How many events are of a kind that this version does not know. */
  readonly unknown: number;
}

const textIn = (entry: JsonObject, member: string): string | undefined => {
  const value = entry[member];
  return typeof value === 'string' ? value : undefined;
};

/** @throws Error: what cannot be read might have revoked something. */
function readEvent(entry: unknown): RevocationEvent | null {
  if (!isJsonObject(entry) || !isText(entry.type)) throw new Error('An event has no type');
  const type = REVOCATION_TYPES.find((each) => each === entry.type);
  if (type === undefined) return null;
  const { sub_id: subject, event_timestamp: eventTimestamp, until } = entry;
  if (!isJsonObject(subject) || subject.format !== 'opaque' || !isText(subject.id)) {
    throw new Error('An event names no subject');
  }
  if (!isNumericDate(eventTimestamp) || !isNumericDate(until)) {
    throw new Error('An event has no times');
  }
  const initiatingEntity = textIn(entry, 'initiating_entity');
  const reasonAdmin = textIn(entry, 'reason_admin');
  return {
    type,
    id: subject.id,
    eventTimestamp,
    until,
    ...(initiatingEntity === undefined ? {} : { initiatingEntity }),
    ...(reasonAdmin === undefined ? {} : { reasonAdmin }),
  };
}

/** @throws Error unless every member is there with its own type. */
export function readFeedAnswer({ cursor, snapshot, more, events }: JsonObject): FeedAnswer {
  if (!isText(cursor) || typeof snapshot !== 'boolean' || typeof more !== 'boolean') {
    throw new Error('The answer of the feed lacks its cursor');
  }
  if (!Array.isArray(events)) throw new Error('The answer of the feed lacks its events');
  const read = events.map(readEvent);
  const known = read.filter((event) => event !== null);
  return { cursor, snapshot, more, events: known, unknown: read.length - known.length };
}

import { ValidateBy } from 'class-validator';

/** Where a checkpoint of the audit trail is kept, out of reach of the database. */
export type CheckpointPlace =
  | { readonly kind: 'stdout' }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'syslog'; readonly host: string; readonly port: number }
  | { readonly kind: 'webhook'; readonly url: string };

/** RFC 6587 §3.4.1: syslog over TCP has this port. */
const SYSLOG_PORT = 601;

/** A webhook shows what it is told to those on its way, and to no further harm: it holds no secret. */
const WEB = /^https?:$/;

function placeAt(url: URL): CheckpointPlace | null {
  if (WEB.test(url.protocol)) return { kind: 'webhook', url: url.href };
  if (url.protocol !== 'syslog:' || url.hostname === '') return null;
  return { kind: 'syslog', host: url.hostname, port: Number(url.port) || SYSLOG_PORT };
}

/** Null for what is no place. */
export function checkpointPlace(text: string): CheckpointPlace | null {
  if (text === 'stdout') return { kind: 'stdout' };
  if (!text.includes('://')) return { kind: 'file', path: text };
  return URL.canParse(text) ? placeAt(new URL(text)) : null;
}

export const AreCheckpointPlaces = (): PropertyDecorator =>
  ValidateBy({
    name: 'areCheckpointPlaces',
    validator: {
      validate: (value) =>
        Array.isArray(value) &&
        value.every((each) => typeof each === 'string' && checkpointPlace(each) !== null),
      defaultMessage: () =>
        '$property must list files, stdout, syslog://host:port or the URLs of webhooks',
    },
  });

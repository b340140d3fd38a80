import { type JwsHeader, jwsHeader } from '../jws/jws-header.js';

/** An issuer writes a handful of headers: one for each key and type. */
const REMEMBERED = 64;

/** Reads headers, and keeps those that were read last, since nearly all tokens share one. */
export class KnownHeaders {
  private readonly seen = new Map<string, JwsHeader>();

  /** Null unless the segment is a header that can be understood. */
  read(segment: string): JwsHeader | null {
    const seen = this.seen.get(segment);
    if (seen !== undefined) return seen;
    const header = jwsHeader(segment);
    if (header === null) return null;
    if (this.seen.size >= REMEMBERED) this.seen.clear();
    this.seen.set(segment, header);
    return header;
  }
}

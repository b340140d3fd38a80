import { Injectable } from '@nestjs/common';
import { Clock } from '../../clock/clock.js';
import type { Client } from '../../clients/clients.js';

/**
 * Milliseconds. Together with the age of what is known of an account, this is how late a disabled
 * account or a removed secret may still be let in.
 */
const REMEMBERED = 250;
/** Headers that are remembered at once. */
const ROOM = 1000;

/**
 * Which service an `Authorization` header authenticated a moment ago. Services ask thousands of times
 * a second with the same header: to take it apart and to digest its secret each time would cost more
 * than to look up a token. All is forgotten together, so that no secret stays in memory for longer.
 */
@Injectable()
export class RecognizedSenders {
  private senders = new Map<string, Client>();
  private since = -Infinity;

  constructor(private readonly clock: Clock) {}

  find(header: string): Client | undefined {
    if (this.clock.monotonic() - this.since >= REMEMBERED) this.senders.clear();
    return this.senders.get(header);
  }

  note(header: string, client: Client): void {
    if (this.senders.size === 0) this.since = this.clock.monotonic();
    if (this.senders.size < ROOM) this.senders.set(header, client);
  }
}

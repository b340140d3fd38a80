import { Injectable } from '@nestjs/common';
import { Clock } from '../clock/clock.js';
import { type ClientAccount, Clients } from './clients.js';

/** Milliseconds for which a reading counts. */
const FRESH = 250;
/** Milliseconds for which it has to do while the database does not answer, as for validation. */
const LASTING = 60_000;
/** Ids, whether or not a client has them. */
const ROOM = 1000;

/** What was found, and when the database was asked, by the monotonic clock. */
interface Reading<Found> {
  readonly askedAt: number;
  readonly account: Found;
}

/** Service accounts as they were a moment ago: services ask far more often than accounts change. */
@Injectable()
export class KnownClients {
  private readonly readings = new Map<string, Reading<Promise<ClientAccount | null>>>();
  private readonly lasting = new Map<string, Reading<ClientAccount>>();

  constructor(
    private readonly clients: Clients,
    private readonly clock: Clock,
  ) {}

  find(id: string): Promise<ClientAccount | null> {
    const now = this.clock.monotonic();
    const known = this.readings.get(id);
    if (known !== undefined && now - known.askedAt < FRESH) return known.account;
    const reading = { askedAt: now, account: this.read(id, now) };
    put(this.readings, id, reading);
    reading.account.catch(() => {
      if (this.readings.get(id) === reading) this.readings.delete(id);
    });
    return reading.account;
  }

  private async read(id: string, askedAt: number): Promise<ClientAccount | null> {
    try {
      const account = await this.clients.find(id);
      if (account === null) this.lasting.delete(id);
      else put(this.lasting, id, { askedAt, account });
      return account;
    } catch (error) {
      const last = this.lasting.get(id);
      if (last === undefined || askedAt - last.askedAt > LASTING) throw error;
      return last.account;
    }
  }
}

/** The oldest entry makes room. */
function put<Value>(map: Map<string, Value>, key: string, value: Value): void {
  map.delete(key);
  map.set(key, value);
  const [oldest] = map.keys();
  if (map.size > ROOM && oldest !== undefined) map.delete(oldest);
}

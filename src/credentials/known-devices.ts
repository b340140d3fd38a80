import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../clock/clock.js';
import { Secrets } from '../tokens/secrets/secrets.js';

const DAY = 86_400_000;
/** Days for which a login makes a device known. */
const KNOWN_DAYS = 180;
/** Accounts that one device may be known to: more than a household has. */
const MOST_ACCOUNTS = 5;

const DEVICE = /^[\w-]{22}$/;
const ENTRY = /^([a-z0-9]{1,6})~([\w-]{22})$/;

interface Mark {
  readonly device: string;
  /** One for each account, the newest first: the day of its last login and a MAC over both. */
  readonly entries: readonly string[];
}

/**
 * Devices that logged in to an account before. A device carries a mark, `<id>.<entry>.<entry>…`,
 * which names no account and is worth nothing but an allowance of guesses of its own.
 */
@Injectable()
export class KnownDevices {
  /** The newest first. */
  private readonly keys: readonly Buffer[];

  constructor(
    secrets: Secrets,
    private readonly clock: Clock,
  ) {
    this.keys = secrets.deriveAll('limits: known devices');
  }

  /** The id of a device that logged in to the account before; null for any other. */
  recognise(text: string | undefined, userId: string): string | null {
    const mark = parse(text);
    if (mark === null) return null;
    return mark.entries.some((entry) => this.proves(entry, mark.device, userId))
      ? mark.device
      : null;
  }

  /** By what a device that logged in to the account before is known again; null for any other. */
  digest(text: string | undefined, userId: string): string | null {
    const device = this.recognise(text, userId);
    return device === null ? null : createHash('sha256').update(device).digest('base64url');
  }

  /** The mark of a device that has just logged in. */
  mark(previous: string | undefined, userId: string): string {
    const { device, entries } = parse(previous) ?? newMark();
    const others = entries.filter((entry) => !this.proves(entry, device, userId));
    const own = this.entry(this.today().toString(36), device, userId);
    return [device, own, ...others].slice(0, MOST_ACCOUNTS + 1).join('.');
  }

  private proves(entry: string, device: string, userId: string): boolean {
    const [, day] = ENTRY.exec(entry) ?? [];
    if (day === undefined) return false;
    const given = Buffer.from(entry);
    const genuine = this.keys.some((key) => {
      const expected = Buffer.from(entryBy(key, day, device, userId));
      return given.length === expected.length && timingSafeEqual(given, expected);
    });
    return genuine && this.today() - Number.parseInt(day, 36) <= KNOWN_DAYS;
  }

  /** By the newest key. */
  private entry(day: string, device: string, userId: string): string {
    const [key = Buffer.alloc(0)] = this.keys;
    return entryBy(key, day, device, userId);
  }

  private today(): number {
    return Math.floor(this.clock.now() / DAY);
  }
}

function entryBy(key: Buffer, day: string, device: string, userId: string): string {
  const mac = createHmac('sha256', key).update(`${device}.${day}.${userId}`).digest();
  return `${day}~${mac.subarray(0, 16).toString('base64url')}`;
}

const newMark = (): Mark => ({ device: randomBytes(16).toString('base64url'), entries: [] });

function parse(text: string | undefined): Mark | null {
  const [device, ...entries] = (text ?? '').split('.', MOST_ACCOUNTS + 1);
  if (device === undefined || !DEVICE.test(device)) return null;
  return { device, entries: entries.filter((entry) => ENTRY.test(entry)) };
}

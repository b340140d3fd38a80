import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { Clock } from '../clock/clock.js';
import { Clients, type ClientSecret } from './clients.js';

/** Milliseconds between two writes for one secret. */
const EVERY = 60_000;
/** Secrets whose last write is remembered. */
const ROOM = 10_000;

/**
 * Notes when secrets were last used, so that the operator sees which one can go. No request waits
 * for it or fails by it.
 */
@Injectable()
export class SecretUse implements OnModuleDestroy {
  private readonly log = new Logger(SecretUse.name);
  private readonly writtenAt = new Map<string, number>();
  private readonly writing = new Set<Promise<void>>();

  constructor(
    private readonly clients: Clients,
    private readonly clock: Clock,
  ) {}

  note(clientId: string, { id, lastUsedAt }: ClientSecret): void {
    const now = this.clock.now();
    const key = `${clientId} ${id}`;
    const writtenAt = Math.max(this.writtenAt.get(key) ?? 0, lastUsedAt ?? 0);
    if (now - writtenAt < EVERY) return;
    this.writtenAt.delete(key);
    this.writtenAt.set(key, now);
    const [oldest] = this.writtenAt.keys();
    if (this.writtenAt.size > ROOM && oldest !== undefined) this.writtenAt.delete(oldest);
    const write = this.write(clientId, id, now).finally(() => this.writing.delete(write));
    this.writing.add(write);
  }

  async onModuleDestroy(): Promise<void> {
    await Promise.all(this.writing);
  }

  private async write(clientId: string, secretId: string, usedAt: number): Promise<void> {
    try {
      await this.clients.noteUse(clientId, secretId, usedAt);
    } catch (error) {
      this.log.warn(`The use of a secret of ${clientId} was not noted: ${String(error)}`);
    }
  }
}

import { connect, type Socket } from 'node:net';
import { Logger } from '@nestjs/common';
import type { Host } from '../../config/host-list.js';

const log = new Logger('Database');

const nameOf = ({ host, port }: Host): string => `${host}:${port}`;

/** Milliseconds between two lines of the log, since hosts that are all gone are tried in turn. */
const SILENCE = 1000;

/** Which of several hosts new connections lead to: one, until it turns out to be of no use. */
export class HostRotation {
  private position = 0;
  private toldAt = -SILENCE;

  constructor(private readonly hosts: readonly [Host, ...Host[]]) {}

  get current(): Host {
    return this.hosts[this.position] ?? this.hosts[0];
  }

  get size(): number {
    return this.hosts.length;
  }

  /**
   * What mysql2 calls for the socket of a new connection; it leaves the options of a socket to it.
   * @param config The connection's own, by whose host mysql2 checks a certificate.
   */
  readonly open = ({ config }: { readonly config: Host & KeepAlive }): Socket => {
    const { host, port } = this.current;
    Object.assign(config, { host, port });
    const socket = connect({ host, port, noDelay: true });
    if (config.enableKeepAlive) {
      socket.once('connect', () => socket.setKeepAlive(true, config.keepAliveInitialDelay));
    }
    return socket;
  };

  /** The host was of no use. Of many connections that say so at once, one is heard. */
  moveOnFrom(failed: Host): void {
    const { current } = this;
    if (this.size === 1 || nameOf(failed) !== nameOf(current)) return;
    this.position = (this.position + 1) % this.size;
    if (performance.now() - this.toldAt < SILENCE) return;
    this.toldAt = performance.now();
    log.warn(
      `${nameOf(failed)} is not reachable or takes no writes; next: ${nameOf(this.current)}`,
    );
  }
}

interface KeepAlive {
  readonly enableKeepAlive?: boolean;
  readonly keepAliveInitialDelay?: number;
}

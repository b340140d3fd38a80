import cluster, { type Worker } from 'node:cluster';
import { IpcBroker } from './ipc-broker.js';

export interface SupervisorLog {
  readonly info: (message: string) => void;
  readonly error: (message: string) => void;
}

export interface Supervision {
  readonly workers: number;
  readonly log: SupervisorLog;
  /** Called once, when the first worker listens. */
  readonly onListening: (port: number) => void;
}

/**
 * Milliseconds before a dead worker is replaced. Where more die within a minute than there are, the
 * pause doubles each time: those that cannot live would take all of the machine to start.
 */
const REPLACE_AFTER = 500;
const LONGEST_PAUSE = 30_000;
const MINUTE = 60_000;
/** Milliseconds; a worker leaves by itself well before. */
const DRAIN_DEADLINE = 10_500;
const SIGNALS = ['SIGTERM', 'SIGINT'] as const;

const isEnding = (signal: string | null): boolean => SIGNALS.some((each) => each === signal);

/** Keeps a number of workers alive, connects them, and leaves when they have left. */
export class Supervisor {
  private readonly broker = new IpcBroker(() => [this.deathCount()]);
  private readonly alive = new Set<Worker>();
  private deaths = 0;
  /** When workers died within the last minute. */
  private lately: readonly number[] = [];
  private listening = false;
  private draining = false;

  constructor(private readonly supervision: Supervision) {}

  /** @param script what a worker runs */
  run(script: string): void {
    cluster.setupPrimary({ exec: script });
    cluster.on('listening', (_worker, { port }) => {
      this.welcome(port);
    });
    for (const signal of SIGNALS) {
      process.on(signal, () => {
        this.drain(signal);
      });
    }
    process.on('SIGHUP', () => {
      for (const worker of this.alive) worker.process.kill('SIGHUP');
    });
    for (let n = 0; n < this.supervision.workers; n += 1) this.fork();
  }

  private fork(): void {
    const worker = cluster.fork();
    this.alive.add(worker);
    this.supervision.log.info(`worker ${worker.process.pid} starts`);
    // A worker that dies while it is written to says so by its exit.
    worker.on('error', () => undefined);
    worker.once('listening', () => {
      this.broker.connect(worker);
    });
    worker.on('exit', (code, signal) => {
      this.alive.delete(worker);
      this.broker.disconnect(worker);
      this.bury(worker, code, signal);
    });
  }

  private bury(worker: Worker, code: number | null, signal: string | null): void {
    if (this.draining) {
      // One that has just been forked does not listen to signals yet, and ends by the one sent.
      if (code !== 0 && !isEnding(signal)) process.exitCode = 1;
      if (this.alive.size === 0) process.exit(process.exitCode ?? 0);
      return;
    }
    if (!this.listening) {
      // What keeps the first from starting keeps the others too, and they have said what it is.
      // At once: one that is still loading would stumble over the channel that ends with this process.
      for (const other of this.alive) other.process.kill('SIGKILL');
      // One that was killed has no code, and one that left by itself has none of a failure.
      process.exit(code === null || code === 0 ? 1 : code);
    }
    this.deaths += 1;
    const cause = signal ?? `code ${code}`;
    const pause = this.pauseAfterDeath();
    this.supervision.log.error(
      `worker ${worker.process.pid} died (${cause}) and is replaced in ${pause} ms`,
    );
    setTimeout(() => {
      if (!this.draining) this.fork();
    }, pause);
  }

  private pauseAfterDeath(): number {
    const now = performance.now();
    this.lately = [...this.lately.filter((death) => now - death < MINUTE), now];
    const beyond = Math.max(0, this.lately.length - this.supervision.workers);
    return Math.min(REPLACE_AFTER * 2 ** beyond, LONGEST_PAUSE);
  }

  private drain(signal: NodeJS.Signals): void {
    if (this.draining) return;
    this.draining = true;
    this.supervision.log.info(`${signal}: draining ${this.alive.size} workers`);
    if (this.alive.size === 0) process.exit(0);
    for (const worker of this.alive) worker.process.kill('SIGTERM');
    setTimeout(() => {
      for (const worker of this.alive) worker.process.kill('SIGKILL');
      process.exitCode = 1;
    }, DRAIN_DEADLINE).unref();
  }

  private welcome(port: number): void {
    if (this.listening) return;
    this.listening = true;
    this.supervision.onListening(port);
  }

  /** In the shape in which workers hand over what they counted. */
  private deathCount(): object {
    return {
      name: 'portcullis_worker_deaths_total',
      help: 'Workers that died and were replaced.',
      type: 'counter',
      aggregator: 'sum',
      values: [{ value: this.deaths, labels: {} }],
    };
  }
}

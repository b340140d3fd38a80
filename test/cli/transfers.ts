import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Writable } from 'node:stream';
import { connect } from '../database/connect.js';
import type { TestDatabase } from '../databases.js';
import { type FinishedProcess, finishedProcess } from '../e2e/harness/finished-process.js';
import { BUILT_SERVER, serverEnvironment } from '../e2e/harness/spawned-server.js';

export interface Counts {
  readonly lines: number;
  readonly added: number;
  readonly present: number;
  readonly refused: number;
}

export interface Refusal {
  readonly line: number;
  readonly reason: string;
  readonly detail: string;
}

/** A command that is still reading what it is given. */
export interface Reading {
  readonly input: Writable;
  /** All of standard error so far. */
  readonly errors: () => string;
  /** `kill -9`. */
  readonly kill: () => Promise<void>;
  readonly finished: Promise<number | null>;
}

/** A store of its own, and the commands that move accounts into it and out of it. */
export class Store {
  private files = 0;

  constructor(
    readonly url: string,
    readonly directory: string,
    private readonly settings: Readonly<Record<string, string>> = {},
  ) {}

  portcullis(...args: readonly string[]): Promise<FinishedProcess> {
    const { directory, environment } = this;
    return finishedProcess({ script: 'portcullis.cjs', args, directory, environment });
  }

  /** Objects as JSON, everything else as it is. */
  file(lines: readonly (object | string)[]): string {
    this.files += 1;
    const path = join(this.directory, `lines-${this.files}.jsonl`);
    const text = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line)));
    writeFileSync(path, text.map((line) => `${line}\n`).join(''));
    return path;
  }

  import(
    lines: readonly (object | string)[],
    ...options: readonly string[]
  ): Promise<FinishedProcess> {
    return this.portcullis('import', 'users', this.file(lines), ...options);
  }

  async counts(lines: readonly object[], ...options: readonly string[]): Promise<Counts> {
    const { stdout } = await this.import(lines, '--json', ...options);
    return JSON.parse(stdout) as Counts;
  }

  async refusals(
    lines: readonly (object | string)[],
    ...options: readonly string[]
  ): Promise<readonly Refusal[]> {
    const report = join(this.directory, 'report.jsonl');
    await this.import(lines, '--report', report, ...options);
    const told = readFileSync(report, 'utf8').split('\n').filter(Boolean);
    return told.map((line) => JSON.parse(line) as Refusal);
  }

  /** The lines of an export. */
  async export(): Promise<readonly string[]> {
    const { stdout } = await this.portcullis('export', 'users');
    return stdout.split('\n').filter(Boolean);
  }

  async accounts(): Promise<readonly Readonly<Record<string, unknown>>[]> {
    const lines = await this.export();
    return lines.map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
  }

  importing(): Reading {
    const child = spawn(process.execPath, [BUILT_SERVER, 'import', 'users', '-'], {
      cwd: this.directory,
      env: this.environment,
      stdio: ['pipe', 'ignore', 'pipe'],
    });
    let errors = '';
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString('utf8')));
    // A process that is killed reads no more.
    child.stdin.on('error', () => undefined);
    const finished = once(child, 'close').then(([code]: unknown[]) =>
      typeof code === 'number' ? code : null,
    );
    const kill = async (): Promise<void> => {
      child.kill('SIGKILL');
      await finished;
    };
    return { input: child.stdin, errors: () => errors, kill, finished };
  }

  async query<Row>(sql: string): Promise<readonly Row[]> {
    const { dataSource } = await connect(this.url);
    try {
      return await dataSource.query<Row[]>(sql);
    } finally {
      await dataSource.destroy();
    }
  }

  private get environment(): Readonly<Record<string, string | undefined>> {
    return { ...serverEnvironment(this.url, join(this.directory, 'keys')), ...this.settings };
  }
}

/** Empty stores for the tests of a describe block. */
export function useStores(
  database: TestDatabase,
  settings: Readonly<Record<string, string>> = {},
): () => Promise<Store> {
  const undone: (() => Promise<void>)[] = [];
  let directory: string;

  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'portcullis-transfer-'));
  });

  afterAll(async () => {
    for (const undo of undone) await undo();
    rmSync(directory, { recursive: true });
  });

  return async () => {
    const { url, drop } = await database.create();
    undone.push(drop);
    return new Store(url, directory, settings);
  };
}

/** So many accounts of which a line says everything. */
export const wholeLines = (count: number): readonly object[] =>
  Array.from({ length: count }, (_, index) => {
    const number = index.toString(16).padStart(12, '0');
    return {
      id: `0190a000-0000-7000-8000-${number}`,
      username: `person${index}`,
      email: `person${index}@example.com`,
      displayName: `Person ${index}`,
      roles: index % 3 === 0 ? ['user', 'editor'] : ['user'],
      createdAt: '2024-05-01T09:30:00.123Z',
      ...(index % 7 === 0 ? { disabled: '2025-01-01T00:00:00.000Z' } : {}),
      ...(index % 2 === 0 ? { emailVerified: '2024-05-01T09:31:00.000Z' } : {}),
      password: {
        hash: '$pbkdf2-sha256$i=8000,l=32$XAuBMIYQQogxRg$tRRlz8hYn63B9LYiCd6PRo6FMiunY9ozmMMI3srxeRE',
      },
      ...(index % 5 === 0
        ? {
            identities: [
              {
                id: `0190b000-0000-7000-8000-${number}`,
                provider: 'corp',
                issuer: 'https://id.example.com',
                subject: `subject-${index}`,
                createdAt: '2024-06-01T00:00:00.000Z',
                lastUsedAt: '2024-07-01T00:00:00.000Z',
              },
            ],
          }
        : {}),
    };
  });

import { Agent, request as open } from 'node:http';
import * as fc from 'fast-check';
import { requests, type FuzzedRoute } from './requests.js';
import type { HttpRequest } from '../e2e/harness/http-client.js';
import { newAccount } from '../e2e/harness/accounts.js';
import { ROUTES } from '../e2e/harness/routes.js';
import type { SpawnedServer } from '../e2e/harness/spawned-server.js';

const AT_ONCE = 16;
const BATCH = 400;
const MIB = 1024 * 1024;

export interface Finding {
  readonly status: number;
  readonly milliseconds: number;
  readonly request: HttpRequest;
}

export interface Report {
  readonly answered: number;
  readonly statuses: ReadonlyMap<number, number>;
  readonly failed: readonly Finding[];
  readonly slowest: number;
  /** MiB of heap in use after the collector ran, early and late in the campaign. */
  readonly heapEarly: number;
  readonly heapLate: number;
}

const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });

/** The status; 0 where the server hung up, as it may on what is no HTTP. */
function statusOf(origin: string, { path, method, headers, body }: HttpRequest): Promise<number> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(origin);
    const outgoing = open(
      {
        agent,
        hostname,
        port,
        path: path.replaceAll(/[^\x21-\x7e]/g, '%20'),
        method,
        headers: { ...headers, ...(body === undefined ? {} : { 'content-length': body.length }) },
      },
      (answer) => {
        answer.resume();
        answer.once('end', () => {
          resolve(answer.statusCode ?? 0);
        });
      },
    );
    outgoing.once('error', (error: Error & { code?: string }) => {
      if (['ECONNRESET', 'EPIPE'].includes(error.code ?? '')) resolve(0);
      else reject(error);
    });
    outgoing.end(body);
  });
}

/** Live tokens of both kinds, for the fuzzer to use and to spoil. */
async function liveTokens(server: SpawnedServer): Promise<string[]> {
  const tokens: string[] = [];
  for (let n = 0; n < 3; n += 1) {
    const account = { ...newAccount(), username: `fuzz${n}`, email: `fuzz${n}@example.com` };
    const answer = await server.send({ path: ROUTES.register, json: account });
    tokens.push(answer.string('data', 'token'), answer.string('data', 'refreshToken'));
  }
  return tokens;
}

/** Every route that the server itself says it has. */
async function routesOf(server: SpawnedServer): Promise<FuzzedRoute[]> {
  const { body } = await server.send({ method: 'GET', path: '/docs-json' });
  const { paths } = body as { readonly paths: Readonly<Record<string, object>> };
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => ({ method: method.toUpperCase(), path })),
  );
}

async function heapInUse(server: SpawnedServer): Promise<number> {
  const { text } = await server.send({ method: 'GET', path: '/metrics' });
  return Number(/^nodejs_heap_size_used_bytes (\S+)/m.exec(text)?.[1]) / MIB;
}

/** Sends generated requests, a few at a time, and notes what came back. */
export async function campaign(
  server: SpawnedServer,
  total: number,
  seed: number,
): Promise<Report> {
  const arbitrary = requests(await routesOf(server), await liveTokens(server));
  const statuses = new Map<number, number>();
  const failed: Finding[] = [];
  const heap: number[] = [];
  let slowest = 0;
  let answered = 0;

  async function run(queue: HttpRequest[]): Promise<void> {
    for (let request = queue.pop(); request !== undefined; request = queue.pop()) {
      const begun = performance.now();
      const status = await statusOf(server.origin, request);
      const milliseconds = performance.now() - begun;
      slowest = Math.max(slowest, milliseconds);
      answered += 1;
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      if (status >= 500) failed.push({ status, milliseconds, request });
    }
  }

  while (answered < total) {
    const numRuns = Math.min(BATCH, total - answered);
    const queue = fc.sample(arbitrary, { numRuns, seed: seed + answered });
    await Promise.all(Array.from({ length: AT_ONCE }, () => run(queue)));
    heap.push(await heapInUse(server));
  }
  const part = Math.max(1, Math.floor(heap.length / 3));
  return {
    answered,
    statuses,
    failed,
    slowest,
    heapEarly: Math.min(...heap.slice(part, 2 * part), heap.at(-1) ?? 0),
    heapLate: Math.min(...heap.slice(-part)),
  };
}

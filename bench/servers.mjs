import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { peers, root } from './plan.mjs';

const READY_WITHIN = 30_000;

/**
 * What there is to start: a script, Node's options, the environment, and the path that answers once
 * it is up.
 */
export const HELLO = { script: join(root, 'bench/hello/main.cjs'), ready: '/hello', env: {} };

/** As in production; the database directory and the key are those of a server that went before. */
const PRODUCTION = {
  NODE_ENV: 'production',
  TRUST_PROXY: '192.0.2.1',
  AUDIENCE: 'portcullis',
  SECRETS: 'a-secret-of-benchmarks-that-is-long-enough',
};

/** Takes registrations, and makes the key; what production refuses to do. */
export const LENIENT = { NODE_ENV: 'development', RATE_LIMITS: 'off' };

export const portcullis = (workspace, databaseUrl, env = {}) => ({
  script: join(root, 'dist/portcullis.cjs'),
  options: ['--use-largepages=silent'],
  ready: '/health/ready',
  workspace,
  env: {
    HOST: '127.0.0.1',
    DATABASE_URL: databaseUrl,
    JWT_KEYS_DIR: join(workspace, 'keys'),
    ISSUER: 'https://portcullis.bench',
    ...PRODUCTION,
    ...env,
  },
});

export const betterAuth = (databaseUrl) => ({
  script: join(peers, 'better-auth/server.mjs'),
  ready: '/api/auth/ok',
  env: { NODE_ENV: 'production', DATABASE_URL: databaseUrl },
});

/** Whatever becomes of the benchmark, no server outlives it. */
const running = new Set();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

async function answers(url) {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
}

/** Starts a server and waits until it answers; its log goes to a file, as in production. */
export async function start(subject, port, nodeOptions = []) {
  const { options = [] } = subject;
  const cwd = subject.workspace ?? process.cwd();
  mkdirSync(cwd, { recursive: true });
  const log = subject.workspace ? openSync(join(cwd, `server-${port}.log`), 'w') : 'ignore';
  const startedAt = performance.now();
  const child = spawn(process.execPath, [...options, ...nodeOptions, subject.script], {
    cwd,
    env: { ...process.env, ...subject.env, PORT: String(port) },
    stdio: ['ignore', log, 'inherit'],
  });
  const exited = once(child, 'exit');
  running.add(child);
  child.once('exit', () => running.delete(child));
  const url = `http://127.0.0.1:${port}`;
  while (!(await answers(url + subject.ready))) {
    if (child.exitCode !== null || performance.now() - startedAt > READY_WITHIN) {
      child.kill('SIGKILL');
      throw new Error(`${subject.script} did not start on port ${port}`);
    }
    await delay(4);
  }
  const startMs = performance.now() - startedAt;
  const stop = async () => {
    child.kill('SIGTERM');
    await exited;
  };
  return { url, pid: child.pid, startedAt, startMs, stop };
}

import { get as getPlain } from 'node:http';
import { get as getSecure } from 'node:https';
import type { Command } from 'commander';
import { fail, type Format, JSON_OPTION, report } from './output.js';
import type { AppConfig } from '../config/app-config.js';
import { loadConfig } from '../config/load-config.js';

/** Milliseconds. */
const PATIENCE = 2500;

const EVERY_ADDRESS: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '::1' };

/** The status that this machine's server answers with. */
function statusOf(config: AppConfig, path: string): Promise<number> {
  const get = config.server.tlsCertFile === null ? getPlain : getSecure;
  const { port } = config.server;
  const host = EVERY_ADDRESS[config.server.host] ?? config.server.host;
  // The certificate names another host than this address, and the server is asked about itself.
  const options = { host, port, path, rejectUnauthorized: false };
  return new Promise((resolve, reject) => {
    const request = get({ ...options, signal: AbortSignal.timeout(PATIENCE) }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    request.once('error', reject);
  });
}

async function check({ live, ...format }: Format & { live?: boolean }): Promise<void> {
  const path = live === true ? '/health/live' : '/health/ready';
  try {
    const status = await statusOf(loadConfig(), path);
    if (status === 200) report({ status }, 'Healthy.', format);
    else fail(`${path} answered ${status}.`);
  } catch (error) {
    fail(`No answer: ${error instanceof Error ? error.message : String(error)}`);
  }
}

export function addHealthCommand(program: Command): void {
  program
    .command('health')
    .description('ask the server on this machine, with its own settings, whether it is ready')
    .option('--live', 'ask only whether it is alive')
    .option(...JSON_OPTION)
    .action(check);
}

// First of all: a signal may come while the rest is loading.
import './end-on-signals.js';
// Before anything uses the thread pool: later it does not count.
import './config/thread-pool.js';
import { refuseToStart } from './refuse-to-start.js';
import { serve } from './serve.js';

const SERVE = 'serve';

/** What workers run as well; in the bundle it is the bundle's own file. */
const start = (): Promise<void> => serve(__filename);

async function main([command, ...rest]: readonly string[]): Promise<void> {
  if (command === undefined || (command === SERVE && rest.length === 0)) return start();
  // A server has no use for the commands.
  const { runCommand } = await import('./cli/command-line.js');
  return runCommand([command, ...rest], start);
}

main(process.argv.slice(2)).catch(refuseToStart);

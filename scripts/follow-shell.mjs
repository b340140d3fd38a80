const INTERVAL = 200;

/**
 * npm passes a signal on to the shell that it runs a script in, and the shell dies of it without a
 * word to the script. Whoever is orphaned that way takes it for a SIGTERM.
 */
export function followShell() {
  const shell = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === shell) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, INTERVAL);
  watch.unref();
}

import { execFileSync } from 'node:child_process';

/** Makes a service account as an operator does; the schema has to be there. */
export function createServiceAccount({ script, env, workspace }, audience) {
  const args = [script, 'client', 'create', 'bench', '--audience', audience, '--json'];
  const options = { env: { ...process.env, ...env }, cwd: workspace, encoding: 'utf8' };
  return JSON.parse(execFileSync(process.execPath, args, options));
}

// Holds `openapi.json` against the rules that Redocly recommends; a warning counts as a fault.
import { join } from 'node:path';
import { assertInstalled } from './ready.mjs';
import { root } from './root.mjs';

assertInstalled();
const { createConfig, lint } = await import('@redocly/openapi-core');

const config = await createConfig({ extends: ['recommended'] });
const problems = await lint({ ref: join(root, 'openapi.json'), config });
for (const { ruleId, message, location } of problems) {
  console.error(`openapi.json ${location[0]?.pointer ?? ''}: ${message} (${ruleId})`);
}
process.exitCode = problems.length > 0 ? 1 : 0;

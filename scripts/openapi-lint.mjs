// Holds `openapi.json` against the rules that Redocly recommends; a warning counts as a fault.
import { createConfig, lint } from '@redocly/openapi-core';
import { join } from 'node:path';
import { root } from './root.mjs';

const config = await createConfig({ extends: ['recommended'] });
const problems = await lint({ ref: join(root, 'openapi.json'), config });
for (const { ruleId, message, location } of problems) {
  console.error(`openapi.json ${location[0]?.pointer ?? ''}: ${message} (${ruleId})`);
}
process.exitCode = problems.length > 0 ? 1 : 0;

// Draws the charts and writes the table anew from a run that was measured before.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../scripts/root.mjs';
import { writeBars } from './report/bar-section.mjs';
import { drawCharts } from './report/charts.mjs';

const result = JSON.parse(readFileSync(process.argv[2], 'utf8'));
drawCharts(result, join(root, 'docs/charts'));
writeBars(result, join(root, 'docs/performance.md'));

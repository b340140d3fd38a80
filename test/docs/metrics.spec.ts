import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { onEachDatabase, useServer } from '../e2e/harness/each-database.js';
import { Scraped } from '../metrics/scraped.js';

const ROOT = join(__dirname, '../..');
const textOf = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

const NAME = /`((?:portcullis|process|nodejs)_\w+)`/g;
/** The supervisor counts it, which is there with several workers alone. */
const OF_THE_SUPERVISOR = 'portcullis_worker_deaths_total';

onEachDatabase('the page on monitoring', (database) => {
  const server = useServer(database);
  const page = textOf('docs/monitoring.md');
  const documented = new Set(Array.from(page.matchAll(NAME), ([, name = '']) => name));

  it('names every metric that there is, and no other', async () => {
    const { names } = await Scraped.from(server());
    expect([...documented].sort()).toEqual([...names, OF_THE_SUPERVISOR].sort());
  });

  it('names the labels of each', async () => {
    const { series } = await Scraped.from(server());
    for (const { name, labels } of series.filter((each) => each.name.startsWith('portcullis_'))) {
      const metric = name.replace(/_(bucket|sum|count)$/, '');
      const [, row = ''] =
        new RegExp(`^\\|[^|]*\`${metric}\`[^|]*\\|([^|]*)\\|`, 'm').exec(page) ?? [];
      const named = Array.from(row.matchAll(/`(\w+)`/g), ([, label]) => label);
      const shown = Object.keys(labels).filter((label) => label !== 'le');
      expect({ metric, labels: shown.sort() }).toEqual({ metric, labels: named.sort() });
    }
  });
});

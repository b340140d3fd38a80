import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { onEachDatabase, useServer } from '../e2e/harness/each-database.js';
import { Scraped } from '../metrics/scraped.js';
import { type Need, whereThereIs } from '../where-there-is.js';

const DEPLOY = join(__dirname, '../../deploy');
const RULES = join(DEPLOY, 'prometheus');
const ruleFiles = readdirSync(RULES).filter((file) => file.endsWith('.rules.yml'));

const textOf = (...path: string[]): string => readFileSync(join(DEPLOY, ...path), 'utf8');

interface Rule {
  readonly record?: string;
  readonly alert?: string;
  readonly expr: string;
  readonly annotations?: { readonly summary?: string; readonly description?: string };
}

const rulesIn = (file: string): readonly Rule[] =>
  (
    parse(textOf('prometheus', file)) as { groups: readonly { rules: readonly Rule[] }[] }
  ).groups.flatMap(({ rules }) => rules);
const rules = ruleFiles.flatMap(rulesIn);

interface Panel {
  readonly type: string;
  readonly title: string;
  readonly targets?: readonly { readonly expr: string }[];
}

const { panels } = JSON.parse(textOf('grafana', 'portcullis.json')) as {
  readonly panels: readonly Panel[];
};
const shown = panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr));

const METRIC = /(?<![\w:])(?:portcullis|process|nodejs)_\w+/g;
const RECORDED = /\b\w+:\w+:\w+/g;

const namesIn = (expression: string): readonly string[] => expression.match(METRIC) ?? [];
const recordedIn = (expression: string): readonly string[] => expression.match(RECORDED) ?? [];

/** The supervisor counts it, which is there with several workers alone. */
const OF_THE_SUPERVISOR = 'portcullis_worker_deaths_total';

onEachDatabase('what deploy/ asks Prometheus for', (database) => {
  const server = useServer(database);

  it.each([
    ['the rules', rules.map(({ expr }) => expr)],
    ['the dashboard', shown],
  ])('is there: %s', async (_name, expressions) => {
    const { names, series } = await Scraped.from(server());
    const there = new Set([...names, ...series.map(({ name }) => name), OF_THE_SUPERVISOR]);
    // A histogram has no bucket before its first request.
    for (const name of names) there.add(`${name}_bucket`);
    const asked = [...new Set(expressions.flatMap(namesIn))];
    expect(asked.length).toBeGreaterThan(10);
    expect(asked.filter((name) => !there.has(name))).toEqual([]);
  });

  it('leaves no metric of ours out of the dashboard', async () => {
    const { names } = await Scraped.from(server());
    const recorded = rules.filter(
      ({ record }) => record !== undefined && shown.join().includes(record),
    );
    const all = [...shown, ...recorded.map(({ expr }) => expr)].flatMap(namesIn);
    const seen = new Set(all.map((name) => name.replace(/_bucket$/, '')));
    const ours = names.filter((name) => name.startsWith('portcullis_'));
    expect(ours.filter((name) => !seen.has(name) && name !== 'portcullis_build_info')).toEqual([]);
  });
});

describe('the rules', () => {
  it('record what the dashboard and the alerts read', () => {
    const recorded = new Set(rules.map(({ record }) => record));
    const read = [...shown, ...rules.map(({ expr }) => expr)].flatMap(recordedIn);
    expect(read.length).toBeGreaterThan(3);
    expect(read.filter((name) => !recorded.has(name))).toEqual([]);
  });

  it('say of each alert what it means', () => {
    const alerts = rules.filter(({ alert }) => alert !== undefined);
    expect(alerts.length).toBeGreaterThan(5);
    for (const { alert, annotations } of alerts) {
      expect({ alert, ...annotations }).toEqual({
        alert,
        summary: expect.any(String),
        description: expect.any(String),
      });
    }
  });
});

const PROMTOOL = 'promtool';
const promtools: Need<string> = {
  found: spawnSync(PROMTOOL, ['--version']).status === 0 ? [PROMTOOL] : [],
  absence: "no promtool is to be found (Debian's package prometheus)",
};

whereThereIs(promtools, '%s', (promtool) => {
  it.each([
    ['takes the rules', ['check', 'rules', ...ruleFiles]],
    ['takes the example of a configuration', ['check', 'config', 'prometheus.yml']],
    ['sees the alerts come when they should', ['test', 'rules', 'rules.test.yml']],
  ])('%s', (_name, args) => {
    const { status, stdout, stderr } = spawnSync(promtool, args, { cwd: RULES, encoding: 'utf8' });
    expect({ status, output: status === 0 ? '' : stdout + stderr }).toEqual({
      status: 0,
      output: '',
    });
  });

  onEachDatabase('reads a scrape', (database) => {
    const server = useServer(database);

    it('and finds nothing to mend in the metrics of ours', async () => {
      const { text } = await Scraped.from(server());
      const ours = text
        .split(/(?=^# HELP )/m)
        .filter((part) => part.startsWith('# HELP portcullis_'));
      const { status, stdout, stderr } = spawnSync(promtool, ['check', 'metrics'], {
        input: ours.join(''),
        encoding: 'utf8',
      });
      expect({ status, output: stdout + stderr }).toEqual({ status: 0, output: '' });
    });
  });
});

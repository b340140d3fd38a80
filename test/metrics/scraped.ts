import type { Door } from '../e2e/harness/accounts.js';

export interface Series {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** What `/metrics` says, read as Prometheus reads it. */
export class Scraped {
  private constructor(
    readonly text: string,
    readonly series: readonly Series[],
    /** Of metrics, as their `# TYPE` names them: a histogram is one. */
    readonly names: readonly string[],
  ) {}

  static async from(door: Door): Promise<Scraped> {
    const { status, text } = await door.send({ method: 'GET', path: '/metrics' });
    if (status !== 200) throw new Error(`no metrics: ${status}`);
    const names = Array.from(text.matchAll(/^# TYPE (\S+)/gm), ([, name = '']) => name);
    return new Scraped(text, text.split('\n').flatMap(seriesIn), names);
  }

  /** The sum of the series with these labels; undefined where there is none. */
  value(name: string, labels: Readonly<Record<string, string>> = {}): number | undefined {
    const wanted = Object.entries(labels);
    const found = this.series.filter(
      (each) =>
        each.name === name && wanted.every(([label, value]) => each.labels[label] === value),
    );
    return found.length === 0 ? undefined : found.reduce((sum, { value }) => sum + value, 0);
  }
}

function seriesIn(line: string): Series[] {
  const [, name, labels = '', value] = /^(\w+)(?:\{(.*)\})? (\S+)$/.exec(line) ?? [];
  if (name === undefined || value === undefined) return [];
  const pairs = Array.from(
    labels.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g),
    ([, label = '', text = '']) => [label, text],
  );
  return [
    { name, labels: Object.fromEntries(pairs), value: Number(value.replace('Inf', 'Infinity')) },
  ];
}

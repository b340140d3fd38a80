import { Counter, type CounterConfiguration, type LabelValues, type Registry } from 'prom-client';

interface Series<Label extends string> {
  readonly labels: LabelValues<Label>;
  /** What the counter was not told of yet. */
  count: number;
}

/**
 * A counter for what happens with every request. It adds to plain numbers and tells the library when
 * it is read: hashing the labels each time would cost more than looking up a token.
 */
export class DeferredCounter<Label extends string> {
  private readonly series = new Map<string, Series<Label>>();

  constructor(registry: Registry, configuration: CounterConfiguration<Label>) {
    const { series } = this;
    new Counter({
      ...configuration,
      registers: [registry],
      collect() {
        for (const each of series.values()) {
          this.inc(each.labels, each.count);
          each.count = 0;
        }
      },
    });
  }

  /** Has a series stand at 0 from the start. */
  expect(key: string, labels: LabelValues<Label>): void {
    this.series.set(key, { labels, count: 0 });
  }

  /**
   * Counts one more.
   * @param key One for each combination of labels.
   * @param labels Asked for when a key comes for the first time.
   * @returns the labels of the key, the same object each time
   */
  count(key: string, labels: () => LabelValues<Label>): LabelValues<Label> {
    const known = this.series.get(key);
    if (known !== undefined) {
      known.count += 1;
      return known.labels;
    }
    const series = { labels: labels(), count: 1 };
    this.series.set(key, series);
    return series.labels;
  }
}

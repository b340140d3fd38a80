import { Gauge, type Registry } from 'prom-client';

export interface Measured {
  readonly name: `portcullis_${string}`;
  readonly help: string;
  /** What the processes of one instance together show; a sum where nothing else is said. */
  readonly aggregator?: 'sum' | 'max' | 'first';
}

/** A number that is read whenever the metrics are; null where there is none to tell. */
export function gauge(registry: Registry, measured: Measured, read: () => number | null): void {
  new Gauge({
    ...measured,
    registers: [registry],
    collect() {
      const value = read();
      if (value === null) this.remove();
      else this.set(value);
    },
  });
}

/** The same for one number of each value of a label. */
export function gaugeBy(
  registry: Registry,
  { label, ...measured }: Measured & { readonly label: string },
  read: () => Iterable<readonly [value: string, number: number]>,
): void {
  new Gauge({
    ...measured,
    labelNames: [label],
    registers: [registry],
    collect() {
      for (const [value, number] of read()) this.labels(value).set(number);
    },
  });
}

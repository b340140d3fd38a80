import { Counter, type Registry } from 'prom-client';

export type Outcome = 'success' | 'failure';
export type Outcomes<Cause extends string> = Readonly<Record<Cause, Outcome>>;

const keysOf = <Key extends string>(record: Readonly<Record<Key, unknown>>): readonly Key[] =>
  Object.keys(record) as Key[];

/** A counter by one closed label. */
export class Tally<Value extends string> {
  private readonly counter: Counter;

  constructor(
    registry: Registry,
    name: `portcullis_${string}_total`,
    help: string,
    private readonly label: string,
    values: Readonly<Record<Value, unknown>>,
  ) {
    this.counter = new Counter({ name, help, labelNames: [label], registers: [registry] });
    for (const value of keysOf(values)) this.counter.inc({ [label]: value }, 0);
  }

  count(value: Value): void {
    this.counter.inc({ [this.label]: value });
  }
}

/** Attempts by cause, each of which is a success or a failure. */
export class Attempts<Cause extends string> {
  private readonly counter: Counter<'outcome' | 'cause'>;

  constructor(
    registry: Registry,
    name: `portcullis_${string}_total`,
    help: string,
    private readonly outcomes: Outcomes<Cause>,
  ) {
    const labelNames = ['outcome', 'cause'] as const;
    this.counter = new Counter({ name, help, labelNames, registers: [registry] });
    for (const cause of keysOf(outcomes)) this.counter.inc({ outcome: outcomes[cause], cause }, 0);
  }

  count(cause: Cause): void {
    this.counter.inc({ outcome: this.outcomes[cause], cause });
  }
}

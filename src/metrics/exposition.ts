/** What one process has counted, as plain data that another can add up. */
export type Figures = readonly object[];

/** All numbers in Prometheus' text format. */
export abstract class Exposition {
  abstract readonly contentType: string;
  abstract text(): Promise<string>;
  /** What this process alone has counted. */
  abstract figures(): Promise<Figures>;
  /** Adds what others have counted to every text from now on. */
  abstract include(others: () => Promise<readonly Figures[]>): void;
}

/** All numbers in Prometheus' text format. */
export abstract class Exposition {
  abstract readonly contentType: string;
  abstract text(): Promise<string>;
}

import { collectDefaultMetrics, Registry, AggregatorRegistry } from 'prom-client';
import { Injectable } from '@nestjs/common';

/** A registry of its own for each application, with the process's own numbers in it. */
export function createRegistry(): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return registry;
}

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

@Injectable()
export class PrometheusExposition extends Exposition {
  readonly contentType: string;
  private others: (() => Promise<readonly Figures[]>) | undefined;

  constructor(private readonly registry: Registry) {
    super();
    this.contentType = registry.contentType;
  }

  async text(): Promise<string> {
    if (this.others === undefined) return this.registry.metrics();
    const [own, others] = await Promise.all([this.figures(), this.others()]);
    return AggregatorRegistry.aggregate([own, ...others].map((each) => [...each])).metrics();
  }

  figures(): Promise<Figures> {
    return this.registry.getMetricsAsJSON();
  }

  include(others: () => Promise<readonly Figures[]>): void {
    this.others = others;
  }
}

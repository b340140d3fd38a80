import { Injectable } from '@nestjs/common';
import { AggregatorRegistry, Registry } from 'prom-client';
import { Exposition, type Figures } from './exposition.js';

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

import { Injectable } from '@nestjs/common';
import { Registry } from 'prom-client';
import { Exposition } from './exposition.js';

@Injectable()
export class PrometheusExposition extends Exposition {
  readonly contentType: string;

  constructor(private readonly registry: Registry) {
    super();
    this.contentType = registry.contentType;
  }

  text(): Promise<string> {
    return this.registry.metrics();
  }
}

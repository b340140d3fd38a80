import { Injectable } from '@nestjs/common';
import { WriteProbe } from '../database/write-probe.js';
import { ReadinessCheck } from './readiness-check.js';

@Injectable()
export class DatabaseCheck extends ReadinessCheck {
  readonly name = 'database';

  constructor(private readonly database: WriteProbe) {
    super();
  }

  async check(): Promise<boolean> {
    await this.database.write();
    return true;
  }
}

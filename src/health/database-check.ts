import { Injectable } from '@nestjs/common';
import { DatabaseSession } from '../database/database-session.js';
import { ReadinessCheck } from './readiness-check.js';

@Injectable()
export class DatabaseCheck extends ReadinessCheck {
  readonly name = 'database';

  constructor(private readonly database: DatabaseSession) {
    super();
  }

  async check(): Promise<boolean> {
    await this.database.manager.query('SELECT 1');
    return true;
  }
}

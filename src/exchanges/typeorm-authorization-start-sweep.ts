import { Injectable } from '@nestjs/common';
import { In, LessThan } from 'typeorm';
import { Clock } from '../clock/clock.js';
import { DatabaseSession } from '../database/database-session.js';
import { Sweeper } from '../database/sweeper.js';
import { AuthorizationStartEntity } from './authorization-start.entity.js';

/** Forgets the sign-ins that nobody came back from in time. */
@Injectable()
export class TypeOrmAuthorizationStartSweep extends Sweeper {
  constructor(
    private readonly session: DatabaseSession,
    private readonly clock: Clock,
  ) {
    super();
  }

  protected async deleteBatch(limit: number): Promise<number> {
    const rows = await this.session.manager.find(AuthorizationStartEntity, {
      select: { stateDigest: true },
      where: { expiresAt: LessThan(this.clock.now()) },
      take: limit,
    });
    const digests = rows.map(({ stateDigest }) => stateDigest);
    if (digests.length > 0) {
      await this.session.write((manager) =>
        manager.delete(AuthorizationStartEntity, { stateDigest: In(digests) }),
      );
    }
    return digests.length;
  }
}

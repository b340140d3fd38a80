import { Injectable } from '@nestjs/common';
import { In, LessThan } from 'typeorm';
import { Clock } from '../clock/clock.js';
import { DatabaseSession } from '../database/database-session.js';
import { Sweeper } from '../database/sweeper.js';
import { CodeClaimEntity } from './code-claim.entity.js';

/** No provider takes a code that is a day old (RFC 6749 §4.1.2 asks for ten minutes). */
const KEPT = 86_400_000;

@Injectable()
export class TypeOrmCodeClaimSweep extends Sweeper {
  constructor(
    private readonly session: DatabaseSession,
    private readonly clock: Clock,
  ) {
    super();
  }

  protected async deleteBatch(limit: number): Promise<number> {
    const rows = await this.session.manager.find(CodeClaimEntity, {
      select: { codeDigest: true },
      where: { claimedAt: LessThan(this.clock.now() - KEPT) },
      take: limit,
    });
    const digests = rows.map(({ codeDigest }) => codeDigest);
    if (digests.length > 0) {
      await this.session.write((manager) =>
        manager.delete(CodeClaimEntity, { codeDigest: In(digests) }),
      );
    }
    return digests.length;
  }
}

import type { Writable } from 'node:stream';
import { type DynamicModule, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { sweepOf } from '../../database/sweep.js';
import { AuditModule } from '../audit.module.js';
import { CheckpointEntity } from './checkpoint.entity.js';
import { CheckpointSeals } from './checkpoint.js';
import { CheckpointRounds } from './checkpoint-rounds.js';
import { CHECKPOINT_STREAM, Checkpoints } from './checkpoints.js';
import { KnownChains } from './known-chains.js';

/** Milliseconds for which checkpoints are kept here; all chains are in those of a day. */
export const CHECKPOINTS_KEPT = 8 * 86_400_000;

/** That events were deleted at the end of a chain, or with all of it, shows in checkpoints. */
@Module({})
export class CheckpointsModule {
  /** @param stream takes what is meant for the standard output */
  static of(stream: Writable): DynamicModule {
    return {
      module: CheckpointsModule,
      imports: [AuditModule, TypeOrmModule.forFeature([CheckpointEntity])],
      providers: [
        { provide: CHECKPOINT_STREAM, useValue: stream },
        Checkpoints,
        CheckpointRounds,
        CheckpointSeals,
        KnownChains,
        sweepOf({
          table: 'audit_checkpoints',
          key: ['process', 'seq'],
          moment: 'at',
          kept: () => CHECKPOINTS_KEPT,
        }),
      ],
      exports: [Checkpoints, CheckpointSeals],
    };
  }
}

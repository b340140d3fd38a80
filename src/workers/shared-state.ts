import { Injectable } from '@nestjs/common';
import { IpcChannel, parentChannel } from './ipc-channel.js';
import { Exposition } from '../metrics/exposition.js';
import { RevocationIndex } from '../token-store/revocation-index.js';
import type { Revocation } from '../token-store/revocation-log.js';

/** Milliseconds; longer than the process in the middle waits for the others. */
const PATIENCE = 1000;

/** Makes the processes that share a port look like one: what one revokes or counts, all do. */
@Injectable()
export class SharedState {
  constructor(revocations: RevocationIndex, exposition: Exposition) {
    const answers = {
      revoked: async (made: readonly Revocation[]) => {
        revocations.learn(made);
        return null;
      },
      figures: async () => [await exposition.figures()],
    };
    const line = new IpcChannel(parentChannel(), answers, PATIENCE);
    revocations.onAnnounce(async (made) => {
      await line.ask('revoked', made);
    });
    exposition.include(() => line.ask('figures', null));
  }
}

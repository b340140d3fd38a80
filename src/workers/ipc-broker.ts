import { type Answers, type Channel, IpcChannel, type Topic, type Topics } from './ipc-channel.js';
import type { Figures } from '../metrics/exposition.js';

/** Milliseconds. */
const PATIENCE = 500;

/** Passes what one worker asks on to all its siblings. */
export class IpcBroker {
  private readonly lines = new Map<Channel, IpcChannel>();

  /** @param own what the process in the middle has counted itself */
  constructor(private readonly own: () => Figures) {}

  connect(worker: Channel): void {
    const answers: Answers = {
      revoked: async (revocations) => {
        await this.askSiblings(line, 'revoked', revocations);
        return null;
      },
      figures: async (nothing) => {
        const given = await this.askSiblings(line, 'figures', nothing);
        return [this.own(), ...given.flat()];
      },
    };
    const line = new IpcChannel(worker, answers, PATIENCE);
    this.lines.set(worker, line);
  }

  disconnect(worker: Channel): void {
    this.lines.delete(worker);
  }

  /** Answers of those that answered: a worker that is starting or dying knows what the database knows. */
  private async askSiblings<T extends Topic>(
    asking: IpcChannel,
    topic: T,
    content: Topics[T]['asked'],
  ): Promise<Topics[T]['answered'][]> {
    const siblings = [...this.lines.values()].filter((line) => line !== asking);
    const answers = await Promise.allSettled(siblings.map((line) => line.ask(topic, content)));
    return answers.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
  }
}

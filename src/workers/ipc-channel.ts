import type { Revocation } from '../token-store/revocation-log.js';
import type { Figures } from '../metrics/exposition.js';

/** What the processes of one instance ask each other, and what the answer is. */
export interface Topics {
  /** These were revoked; answered when it is known. */
  readonly revoked: { readonly asked: readonly Revocation[]; readonly answered: null };
  /** What has been counted? */
  readonly figures: { readonly asked: null; readonly answered: readonly Figures[] };
}

export type Topic = keyof Topics;

type Message =
  | {
      readonly kind: 'question';
      readonly id: number;
      readonly topic: Topic;
      readonly content: unknown;
    }
  | { readonly kind: 'answer'; readonly id: number; readonly content: unknown };

/** One end of Node's channel between a process and one that it forked. */
export interface Channel {
  send(message: object): void;
  on(event: 'message', listener: (message: unknown) => void): unknown;
}

export type Answers = {
  readonly [T in Topic]: (asked: Topics[T]['asked']) => Promise<Topics[T]['answered']>;
};

const isMessage = (value: unknown): value is Message =>
  typeof value === 'object' && value !== null && 'kind' in value && 'id' in value;

/** Questions and answers between two processes, either way. */
export class IpcChannel {
  private readonly waiting = new Map<number, (content: unknown) => void>();
  private asked = 0;

  constructor(
    private readonly channel: Channel,
    private readonly answers: Answers,
    /** Milliseconds; a process that does not answer in time is dead or as good as dead. */
    private readonly patience: number,
  ) {
    channel.on('message', (message) => {
      if (isMessage(message)) void this.receive(message);
    });
  }

  /** Rejects when no answer comes. */
  ask<T extends Topic>(topic: T, content: Topics[T]['asked']): Promise<Topics[T]['answered']> {
    this.asked += 1;
    const id = this.asked;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.waiting.delete(id);
        reject(new Error('the other process does not answer'));
      }, this.patience);
      this.waiting.set(id, (answer) => {
        clearTimeout(timer);
        this.waiting.delete(id);
        resolve(answer as Topics[T]['answered']);
      });
      this.channel.send({ kind: 'question', id, topic, content } satisfies Message);
    });
  }

  private async receive(message: Message): Promise<void> {
    if (message.kind === 'answer') {
      this.waiting.get(message.id)?.(message.content);
      return;
    }
    const content = await this.answer(message.topic, message.content);
    this.channel.send({ kind: 'answer', id: message.id, content } satisfies Message);
  }

  /** Both ends run the same code, so that a question is what its topic says. */
  private answer(topic: Topic, content: unknown): Promise<unknown> {
    switch (topic) {
      case 'revoked':
        return this.answers.revoked(content as Topics['revoked']['asked']);
      case 'figures':
        return this.answers.figures(content as Topics['figures']['asked']);
    }
  }
}

/** The channel to the process that forked this one. */
export function parentChannel(): Channel {
  return {
    send: (message) => process.send?.(message),
    on: (event, listener) => process.on(event, listener),
  };
}

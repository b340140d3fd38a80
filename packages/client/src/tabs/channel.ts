import { pause } from '../clock/clock.js';
import { type Message, messageIn } from './messages.js';

export interface Channel {
  readonly tell: (message: Message) => void;
  /** Asks the other tabs, and waits until `isAnswered`, or for so many milliseconds. */
  readonly ask: (
    unfit: string | undefined,
    patience: number,
    isAnswered: () => boolean,
  ) => Promise<void>;
  readonly close: () => void;
}

const ALONE: Channel = {
  tell: () => undefined,
  ask: () => Promise.resolve(),
  close: () => undefined,
};

/** BroadcastChannel reaches the tabs of this origin and no other. */
export function createChannel(
  name: string,
  isShared: boolean,
  heard: (message: Message, answer: (message: Message) => void) => void,
): Channel {
  if (!isShared || typeof BroadcastChannel === 'undefined') return ALONE;
  const channel = new BroadcastChannel(name);
  const listeners = new Set<() => void>();
  const tell = (message: Message): void => {
    channel.postMessage(message);
  };
  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    const message = messageIn(data);
    if (message !== undefined) heard(message, tell);
    for (const listener of listeners) listener();
  };
  return {
    tell,
    async ask(unfit, patience, isAnswered) {
      let listener: () => void = () => undefined;
      const answered = new Promise<void>((resolve) => {
        listener = () => {
          if (isAnswered()) resolve();
        };
      });
      listeners.add(listener);
      listener();
      tell({ kind: 'question', unfit });
      await Promise.race([answered, pause(patience)]);
      listeners.delete(listener);
    },
    close() {
      channel.close();
    },
  };
}

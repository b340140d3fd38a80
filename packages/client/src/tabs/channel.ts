import type { Message } from './messages.js';

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

/** Another version of this package may be loaded in another tab. */
const VERSION = 1;

/** BroadcastChannel reaches the tabs of this origin and no other. */
export function createChannel(
  name: string,
  isShared: boolean,
  heard: (message: Message, answer: (message: Message) => void) => void,
): Channel {
  const channel =
    isShared && 'BroadcastChannel' in globalThis
      ? new BroadcastChannel(`${name}:${VERSION}`)
      : undefined;
  /** There is one question at a time: a refresh has its turn. */
  let listen: () => void = () => undefined;
  const tell = (message: Message): void => {
    channel?.postMessage(message);
  };
  if (channel !== undefined) {
    channel.onmessage = ({ data }: MessageEvent<Message>) => {
      heard(data, tell);
      listen();
    };
  }
  return {
    tell,
    async ask(unfit, patience, isAnswered) {
      if (channel === undefined) return;
      await new Promise<void>((resolve) => {
        setTimeout(resolve, patience);
        listen = () => {
          if (isAnswered()) resolve();
        };
        tell({ kind: 'question', unfit });
      });
    },
    close() {
      channel?.close();
    },
  };
}

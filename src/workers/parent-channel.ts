import type { Channel } from './line.js';

/** The channel to the process that forked this one. */
export function parentChannel(): Channel {
  return {
    send: (message) => process.send?.(message),
    on: (event, listener) => process.on(event, listener),
  };
}

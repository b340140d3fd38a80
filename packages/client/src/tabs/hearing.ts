import type { Clock } from '../clock/clock.js';
import type { SessionStore } from '../state/session-state.js';
import { type Message, tokenMessage, tokenOf } from './messages.js';

/** What this tab makes of what another one says. */
export function hearing(
  store: SessionStore,
  clock: Clock,
): (message: Message, answer: (message: Message) => void) => void {
  function learn(message: Extract<Message, { kind: 'token' }>): void {
    const [mine, other] = [store.token(), tokenOf(message)];
    const isNews = mine === undefined || other.issuedAt >= mine.issuedAt;
    if (isNews && other.value !== mine?.value) store.signIn(other);
  }

  return (message, answer) => {
    const mine = store.token();
    switch (message.kind) {
      case 'token':
        learn(message);
        break;
      case 'question': {
        const usable = store.usableToken(clock());
        if (usable && usable.value !== message.unfit) answer(tokenMessage(usable));
        break;
      }
      case 'end':
        if (mine?.session.sessionId === message.sessionId) store.signOut(message.reason);
        break;
    }
  };
}

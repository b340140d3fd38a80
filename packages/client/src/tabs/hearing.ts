import type { Clock } from '../clock/clock.js';
import type { SessionStore } from '../state/session-state.js';
import type { Message } from './messages.js';

/** What this tab makes of what another one says. */
export function hearing(
  store: SessionStore,
  clock: Clock,
): (message: Message, answer: (message: Message) => void) => void {
  return (message, answer) => {
    const mine = store.token();
    switch (message.kind) {
      case 'token': {
        const { token } = message;
        const isNews = mine === undefined || token.issuedAt >= mine.issuedAt;
        if (isNews && token.value !== mine?.value) store.signIn(token);
        break;
      }
      case 'question': {
        const token = store.usableToken(clock());
        if (token && token.value !== message.unfit) answer({ kind: 'token', token });
        break;
      }
      case 'end':
        if (mine?.session.sessionId === message.sessionId) store.signOut(message.reason);
        break;
    }
  };
}

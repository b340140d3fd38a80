import { type AccessToken, readAccessToken } from '../tokens/access-token.js';

/** What tabs of one origin say to each other. A change of this is a new VERSION of the channel. */
export type Message =
  /** A new access token, or the answer to a question. */
  | { readonly kind: 'token'; readonly value: string; readonly expiresAt: number }
  /** Which tab has another token than this one? */
  | { readonly kind: 'question'; readonly unfit: string | undefined }
  /** A session is over. */
  | { readonly kind: 'end'; readonly sessionId: string; readonly reason: 'logout' | 'ended' };

export const tokenMessage = ({ value, expiresAt }: AccessToken): Message => ({
  kind: 'token',
  value,
  expiresAt,
});

/** The token of a message, whose life began when the other tab received it. */
export function tokenOf({ value, expiresAt }: Extract<Message, { kind: 'token' }>): AccessToken {
  return { ...readAccessToken(value, 0), expiresAt };
}

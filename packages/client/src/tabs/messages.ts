import { objectIn, textIn } from '../api/json.js';
import { type AccessToken, readAccessToken } from '../tokens/access-token.js';

/** What tabs of one origin say to each other. */
export type Message =
  /** A new access token, or the answer to a question. */
  | { readonly kind: 'token'; readonly value: string; readonly expiresAt: number }
  /** Who has another token than this one? */
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

/** Another version of this package may be loaded in another tab: what is not understood is undefined. */
export function messageIn(data: unknown): Message | undefined {
  const { kind, value, expiresAt, unfit, sessionId, reason } = objectIn(data);
  switch (kind) {
    case 'token':
      return typeof value === 'string' && typeof expiresAt === 'number'
        ? { kind, value, expiresAt }
        : undefined;
    case 'question':
      return { kind, unfit: textIn(unfit) };
    case 'end':
      return typeof sessionId === 'string'
        ? { kind, sessionId, reason: reason === 'logout' ? reason : 'ended' }
        : undefined;
    default:
      return undefined;
  }
}

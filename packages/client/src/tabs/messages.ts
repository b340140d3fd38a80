import type { AccessToken } from '../tokens/access-token.js';

/** What tabs of one origin say to each other. A change of this is a new VERSION of the channel. */
export type Message =
  /** A new access token, or the answer to a question. */
  | { readonly kind: 'token'; readonly token: AccessToken }
  /** Which tab has another token than this one? */
  | { readonly kind: 'question'; readonly unfit: string | undefined }
  /** A session is over. */
  | { readonly kind: 'end'; readonly sessionId: string; readonly reason: 'logout' | 'ended' };

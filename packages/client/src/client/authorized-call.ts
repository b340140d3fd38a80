import { isPortcullisError, PortcullisError } from '../errors/portcullis-error.js';
import type { Renew } from '../refresh/refresher.js';
import { persist } from '../transport/persist.js';
import type { Call, Send } from '../transport/transport.js';

/** Asks the server in the name of the person; all that is asked so may be repeated without harm. */
export function createAuthorizedCall(
  send: Send,
  token: () => Promise<string | undefined>,
  renew: Renew,
): (call: Call) => Promise<unknown> {
  const attempt = async (call: Call, bearer: string): Promise<unknown> =>
    (await persist(() => send({ ...call, bearer }))).body;

  return async (call) => {
    const first = await token();
    if (first === undefined) {
      const message = 'Not signed in.';
      throw new PortcullisError({ errorCode: 'INVALID_TOKEN', status: 401, message });
    }
    try {
      return await attempt(call, first);
    } catch (error) {
      if (!isPortcullisError(error) || error.status !== 401) throw error;
      const renewed = await renew(first);
      if (renewed === undefined) throw error;
      return attempt(call, renewed.value);
    }
  };
}

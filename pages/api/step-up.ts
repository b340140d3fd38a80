import { isPortcullisError } from '@portcullis/client';
import { ask, type Question } from './ask.js';
import { client } from './client.js';

/** The person did not want to; there is nothing to be told. */
export class Cancelled extends Error {}

/** Asks the person for a fresh proof, and resolves with the access token that it is answered with. */
export type Prover = () => Promise<string>;

let prover: Prover = () => Promise.reject(new Cancelled());
/** Good for a few minutes, and for the session that is there. */
let fresh: string | undefined;

client.onChange(() => {
  fresh = undefined;
});

export function proveBy(next: Prover): void {
  prover = next;
}

/** As `ask`; where the server wants a fresh proof the person is asked for it, and the request is sent again. */
export async function askFreshly(question: Question): Promise<unknown> {
  for (;;) {
    const token = fresh;
    try {
      return await ask(question, token);
    } catch (error) {
      if (!isPortcullisError(error)) throw error;
      if (error.errorCode === 'INSUFFICIENT_AUTHENTICATION') fresh = await prover();
      // It has expired: the client's own may do.
      else if (error.errorCode === 'INVALID_TOKEN' && token !== undefined) fresh = undefined;
      else throw error;
    }
  }
}

import {
  createVerifier,
  isTokenRefused,
  type Verifier,
  type VerifierOptions,
} from '../../../packages/verifier/src/index.js';
import { Authority, CLIENT } from './authority.js';

export interface Stage {
  readonly authority: Authority;
  /** A verifier for `orders` that follows the feed, closed after the test. */
  readonly verifier: (options?: Partial<VerifierOptions>) => Verifier;
  /** As `verifier`, which has started. */
  readonly ready: (options?: Partial<VerifierOptions>) => Promise<Verifier>;
  readonly readyWithoutFeed: (options?: Partial<VerifierOptions>) => Promise<Verifier>;
}

/** An authority of its own for each test. */
export function useAuthority(): () => Stage {
  let authority: Authority;
  let made: Verifier[] = [];

  beforeEach(async () => {
    authority = await new Authority().start();
  });

  afterEach(async () => {
    for (const each of made) each.close();
    made = [];
    await authority.stop();
  });

  const make = (options: Partial<VerifierOptions>): Verifier => {
    const one = createVerifier({ issuer: authority.issuer, audience: 'orders', ...options });
    made.push(one);
    return one;
  };
  const started = async (one: Verifier): Promise<Verifier> => {
    await one.ready();
    return one;
  };
  return () => ({
    authority,
    verifier: (options) => make({ ...CLIENT, ...options }),
    ready: (options) => started(make({ ...CLIENT, ...options })),
    readyWithoutFeed: (options = {}) => started(make(options)),
  });
}

/** The code that a token is refused with; `accepted` where it is not. */
export function verdict(verifier: Verifier, token: string): string {
  try {
    verifier.verify(token);
    return 'accepted';
  } catch (error) {
    if (isTokenRefused(error)) return error.code;
    throw error;
  }
}

/** Milliseconds; far more than anything here takes. */
const PATIENCE = 20_000;

/** Waits until something holds. */
export async function until(holds: () => boolean): Promise<void> {
  const end = Date.now() + PATIENCE;
  while (!holds()) {
    if (Date.now() > end) throw new Error('it never came to hold');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

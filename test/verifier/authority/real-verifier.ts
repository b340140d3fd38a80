import { createRequire } from 'node:module';
import type {
  createVerifier,
  Fetch,
  RevocationEvent,
  Verifier,
  VerifierOptions,
  VerifierStatus,
} from '../../../packages/verifier/src/index.js';
import { until } from './use-authority.js';

/** The package as it is published, which services load by its name. */
const built = createRequire(__filename)('@portcullis/verifier') as {
  readonly createVerifier: typeof createVerifier;
};

/** A verifier of the built package, and what it asked and said. */
export class RealVerifier {
  /** Paths that the server answered at. */
  readonly answered: string[] = [];
  readonly events: RevocationEvent[] = [];
  readonly told: VerifierStatus[] = [];
  /** Milliseconds that its clock is ahead. */
  ahead = 0;
  private readonly verifier: Verifier;

  constructor(options: VerifierOptions) {
    this.verifier = built.createVerifier({
      ...options,
      fetch: this.fetch,
      clock: () => Date.now() + this.ahead,
      onEvent: (event) => this.events.push(event),
      onStale: (status) => this.told.push(status),
    });
  }

  get status(): VerifierStatus {
    return this.verifier.status();
  }

  ready(): Promise<void> {
    return this.verifier.ready();
  }

  close(): void {
    this.verifier.close();
  }

  verify(token: string): object {
    return this.verifier.verify(token);
  }

  /** The code that a token is refused with; `accepted` where it is not. */
  verdict(token: string): string {
    try {
      this.verifier.verify(token);
      return 'accepted';
    } catch (error) {
      // Not an error of the sources, whose classes are others.
      return (error as { readonly code: string }).code;
    }
  }

  heardOf(id: string): Promise<void> {
    return until(() => this.events.some((event) => event.id === id));
  }

  private readonly fetch: Fetch = async (url, init) => {
    const response = await fetch(url, init);
    this.answered.push(url.pathname);
    return response;
  };
}

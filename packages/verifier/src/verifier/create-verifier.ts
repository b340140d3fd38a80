import { KeySet } from '../keys/key-set.js';
import { KeySource } from '../keys/key-source.js';
import { RevocationFeed } from '../revocations/revocation-feed.js';
import { RevocationList } from '../revocations/revocation-list.js';
import { TokenJudge } from '../tokens/token-judge.js';
import { EndpointDirectory } from '../transport/endpoint-directory.js';
import { HttpClient } from '../transport/http-client.js';
import { Awareness } from './awareness.js';
import { callbacksOf } from './callbacks.js';
import { LocalVerifier } from './local-verifier.js';
import type { VerifierOptions } from './options.js';
import { rhythmOf } from './rhythm.js';
import { settingsOf } from './settings.js';
import type { Verifier } from './verifier.js';

/**
 * Makes a verifier, which begins at once to fetch keys and to follow revocations. It does so until
 * it is closed.
 * @throws TypeError that says which option is wrong
 */
export function createVerifier(options: VerifierOptions): Verifier {
  const settings = settingsOf(options);
  const { issuer, algorithms, authorization, clock, maxStaleness } = settings;
  const callbacks = callbacksOf(options);
  const closing = new AbortController();
  const feed = authorization === null ? 'off' : 'on';
  const { longest, ...poll } = rhythmOf(feed, maxStaleness);

  let lastError: unknown;
  const report = (error: unknown): void => {
    lastError = error;
    if (!closing.signal.aborted) callbacks.error(error);
  };
  const turned = (): void => {
    callbacks.stale(verifier.status());
  };

  const http = new HttpClient(options.fetch ?? ((url, init) => fetch(url, init)), closing.signal);
  const directory = new EndpointDirectory(issuer, settings, http);
  const awareness = new Awareness({ clock, feed, maxStaleness, turned });
  const keys = new KeySet();
  const list = new RevocationList(keys);
  const shared = { directory, http, clock, report };
  const source = new KeySource({ ...shared, keys, freshness: awareness.keys, longest });
  const judge = new TokenJudge(settings, keys, list);
  const verifier = new LocalVerifier({
    ...{ judge, keys, source, list, feed, awareness, closing },
    lastError: () => lastError,
  });

  void source.run(closing.signal);
  if (authorization !== null) {
    const rules = { issuer, algorithms, keys };
    const follows = { authorization, rules, source, list, freshness: awareness.revocations };
    void new RevocationFeed({ ...shared, ...follows, ...poll, tell: callbacks.event }).run(
      closing.signal,
    );
  }
  return verifier;
}

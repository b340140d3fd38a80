import { type Exchange, expectAnswer } from './golden.js';
import type { TestServer } from './test-server.js';

/** One test per recorded exchange. */
export function itAnswers(server: () => TestServer, exchanges: readonly Exchange[]): void {
  it.each(exchanges)('$name', async ({ request, answer }) => {
    expectAnswer(await server().send(request), answer);
  });
}

/** Milliseconds for all calls of one exchange together, so that the answer comes within five seconds. */
const EXCHANGE = 4500;

export const exchangeDeadline = (): AbortSignal => AbortSignal.timeout(EXCHANGE);

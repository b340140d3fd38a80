/** Which step of a request a frame belongs to; the innermost frame that says so decides. */
const STEPS = [
  ['garbage collection', ({ name }) => name === '(garbage collector)'],
  ['sign: hand over to the thread pool', ({ place }) => place.startsWith('src/tokens/token-jwt')],
  ['verify tokens', ({ place }) => /^src\/tokens|^(jsonwebtoken|jws|jwa)\//.test(place)],
  [
    'hash: hand over to the thread pool',
    ({ place }) => /^src\/credentials\/passwords|^@node-rs/.test(place),
  ],
  ['statements', ({ place }) => /^src\/database|^(mysql2|typeorm|better-sqlite3)\//.test(place)],
  ['audit', ({ place }) => place.startsWith('src/audit')],
  ['limits', ({ place }) => /^src\/limits|^rate-limiter/.test(place)],
  ['validate the body', ({ place }) => /^class-validator\/|requests\/body/.test(place)],
  ['log', ({ place }) => /^(pino|sonic-boom)\/|server\/log-buffer/.test(place)],
  ['metrics', ({ place }) => /^prom-client\/|^src\/metrics/.test(place)],
  [
    'write the answer',
    ({ name, place }) => place === 'fastify/lib/reply.js' || (name === 'end' && /http/.test(place)),
  ],
  ['Passport', ({ place }) => /^passport|^@nestjs\/passport/.test(place)],
  ['Nest and rxjs', ({ place }) => /^(@nestjs|rxjs)\//.test(place)],
  ['Portcullis itself', ({ place }) => place.startsWith('src/')],
  ['Fastify and routing', ({ place }) => /^(fastify|find-my-way|@fastify)\//.test(place)],
];

function stepOf(stack) {
  for (let i = stack.length - 1; i >= 0; i -= 1) {
    const step = STEPS.find(([, owns]) => owns(stack[i]));
    if (step !== undefined) return step[0];
  }
  return 'Node: sockets, HTTP parser, timers';
}

/** Microseconds of the main thread that each step takes in a request, the longest first. */
export function stepTable(stacks, requests) {
  const totals = new Map();
  for (const { stack, microseconds } of stacks) {
    const step = stepOf(stack);
    totals.set(step, (totals.get(step) ?? 0) + microseconds / requests);
  }
  return Object.fromEntries([...totals].sort(([, a], [, b]) => b - a));
}

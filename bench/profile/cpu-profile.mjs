import { readFileSync } from 'node:fs';

/** Frames that mean nobody was working. */
const IDLE = new Set(['(idle)', '(program)']);

const place = (url) =>
  url
    .replace(/.*\/node_modules\//, '')
    .replace(/^file:\/\//, '')
    .replace(/.*\/dist\/src\//, 'src/');

/**
 * The samples of a `.cpuprofile` as stacks from the root to the leaf, each with its microseconds.
 * @param skip microseconds from the start that are left out
 */
export function stacksOf(file, skip) {
  const { nodes, samples, timeDeltas } = JSON.parse(readFileSync(file, 'utf8'));
  const stacks = new Map();
  const walk = (node, above) => {
    const { functionName, url } = node.callFrame;
    const frame = { name: functionName || '(anonymous)', place: place(url) };
    const stack = functionName === '(root)' ? above : [...above, frame];
    stacks.set(node.id, stack);
    for (const child of node.children ?? []) walk(byId.get(child), stack);
  };
  const byId = new Map(nodes.map((node) => [node.id, node]));
  walk(nodes[0], []);

  const spent = new Map();
  let at = 0;
  samples.forEach((id, i) => {
    at += timeDeltas[i];
    if (at > skip) spent.set(id, (spent.get(id) ?? 0) + timeDeltas[i]);
  });
  return [...spent]
    .map(([id, microseconds]) => ({ stack: stacks.get(id), microseconds }))
    .filter(({ stack }) => stack.length > 0 && !IDLE.has(stack[0].name));
}

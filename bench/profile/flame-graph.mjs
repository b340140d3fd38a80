const WIDTH = 1200;
const ROW = 17;
const NARROWEST = 1.2;
const LETTER = 6.6;

const escape = (text) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

function treeOf(stacks) {
  const root = { label: 'all', time: 0, children: new Map() };
  for (const { stack, microseconds } of stacks) {
    root.time += microseconds;
    let node = root;
    for (const { name, place } of stack) {
      const label = place === '' ? name : `${name} ${place}`;
      const child = node.children.get(label) ?? { label, time: 0, children: new Map() };
      node.children.set(label, child);
      child.time += microseconds;
      node = child;
    }
  }
  return root;
}

/** What is ours stands out from what we stand on. */
function colour(label) {
  if (label.includes(' src/')) return '#fca5a5';
  if (label.includes('node:')) return '#cbd5e1';
  return '#fde68a';
}

function rectangles(node, x, depth, scale, height, out) {
  const width = node.time * scale;
  if (width < NARROWEST) return;
  const y = height - (depth + 1) * ROW;
  const share = ((width / WIDTH) * 100).toFixed(1);
  const text = node.label.slice(0, Math.floor((width - 4) / LETTER));
  out.push(
    `<g><title>${escape(node.label)} ${share} %</title><rect x="${x.toFixed(1)}" y="${y}" width="${(width - 0.4).toFixed(1)}" height="${ROW - 1}" fill="${colour(node.label)}"/>` +
      (text.length > 3
        ? `<text x="${(x + 3).toFixed(1)}" y="${y + 12}">${escape(text)}</text>`
        : '') +
      '</g>',
  );
  let offset = x;
  for (const child of [...node.children.values()].sort((a, b) => b.time - a.time)) {
    rectangles(child, offset, depth + 1, scale, height, out);
    offset += child.time * scale;
  }
}

function depthOf(node, least) {
  const deep = [...node.children.values()].filter(({ time }) => time >= least);
  return 1 + Math.max(0, ...deep.map((child) => depthOf(child, least)));
}

/** Root at the bottom, callees above it, width in proportion to time; the title tells the share. */
export function flameGraph(title, stacks) {
  const root = treeOf(stacks);
  const scale = WIDTH / root.time;
  const height = depthOf(root, NARROWEST / scale) * ROW + 30;
  const out = [];
  rectangles(root, 0, 0, scale, height, out);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="monospace" font-size="11">
<rect width="100%" height="100%" fill="#fff"/>
<text x="8" y="18" font-size="14">${escape(title)}</text>
${out.join('\n')}
</svg>
`;
}

import { readFileSync, writeFileSync } from 'node:fs';
import { number, verdict } from './table.mjs';

const START = '<!-- what npm run bench found -->';
const END = '<!-- end of what npm run bench found -->';

/** Aligned as Prettier would have it. */
function markdownTable(rows) {
  const widths = rows[0].map((_, column) => Math.max(3, ...rows.map((row) => row[column].length)));
  const line = (cells) => `| ${cells.map((cell, i) => cell.padEnd(widths[i])).join(' | ')} |`;
  const [head, ...body] = rows;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)].join('\n');
}

const barRows = (bars) => [
  ['ratio', 'measured', 'bar', 'stretch', 'verdict'],
  ...bars.map((bar) => [
    bar.what,
    number(bar.value),
    `${bar.sign} ${bar.bar}`,
    `${bar.sign} ${bar.stretch}`,
    verdict(bar),
  ]),
];

function section({ machine, bars }) {
  const { date, cores, processor, node, clients, rounds, commit } = machine;
  return `Measured on ${date.slice(0, 10)} at commit ${commit}, with ${cores} cores of ${processor} and Node ${node}, by \`npm run bench\`: ${clients} clients on the same cores, medians of ${rounds} interleaved rounds, MariaDB, one process unless said.

${markdownTable(barRows(bars))}`;
}

/** Puts the table of a run between its marks; everything else in the file stays. */
export function writeBars(result, file) {
  const text = readFileSync(file, 'utf8');
  const from = text.indexOf(START);
  const to = text.indexOf(END);
  if (from === -1 || to === -1) return;
  const before = text.slice(0, from + START.length);
  writeFileSync(file, `${before}\n\n${section(result)}\n\n${text.slice(to)}`);
}

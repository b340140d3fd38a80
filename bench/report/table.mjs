/** Three significant figures are all that a benchmark knows. */
export const number = (value) =>
  value >= 100 ? value.toFixed(0) : value.toFixed(value >= 10 ? 1 : 2);

function columns(rows, alignments) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const pad = (cell, column) =>
    alignments[column] === 'left' ? cell.padEnd(widths[column]) : cell.padStart(widths[column]);
  return rows.map((row) => row.map(pad).join('  ').trimEnd()).join('\n');
}

export const verdict = ({ met, stretched }) =>
  met ? (stretched ? 'met, stretch too' : 'met') : 'missed';

export function barTable(bars) {
  const rows = bars.map((bar) => [
    bar.what,
    number(bar.value),
    `${bar.sign} ${bar.bar}`,
    `${bar.sign} ${bar.stretch}`,
    verdict(bar),
  ]);
  return columns([['ratio', 'measured', 'bar', 'stretch', ''], ...rows], ['left']);
}

export function figureTable(measurements) {
  const rows = Object.entries(measurements).map(([name, m]) => [
    name,
    number(m.perSecond),
    m.cpuMs.toFixed(3),
    m.loadCpuMs.toFixed(3),
    number(m.p50),
    number(m.p99),
    String(m.failures),
  ]);
  const head = [
    'measurement',
    'a second',
    'CPU ms each',
    'of the load',
    'p50 ms',
    'p99 ms',
    'failed',
  ];
  return columns([head, ...rows], ['left']);
}

const ROW = 30;
const LABEL = 250;
const PLOT = 420;
const VALUE = 90;
const TITLE = 56;

/** Each for a page of that kind. */
export const THEMES = {
  light: {
    ground: '#ffffff',
    text: '#1e293b',
    soft: '#64748b',
    bars: { ours: '#2563eb', limit: '#94a3b8', peer: '#f59e0b' },
  },
  dark: {
    ground: '#0d1117',
    text: '#e6edf3',
    soft: '#9198a1',
    bars: { ours: '#6ea8fe', limit: '#566170', peer: '#d9972b' },
  },
};

const escape = (text) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const shown = (value) => (value >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(1));

function row({ label, value, kind }, index, greatest, { bars }) {
  const y = TITLE + index * ROW;
  const width = Math.max(1, (value / greatest) * PLOT);
  return [
    `<text x="${LABEL - 10}" y="${y + 18}" text-anchor="end">${escape(label)}</text>`,
    `<rect x="${LABEL}" y="${y + 4}" width="${width.toFixed(1)}" height="20" rx="3" fill="${bars[kind]}"/>`,
    `<text x="${LABEL + width + 8}" y="${y + 18}">${shown(value)}</text>`,
  ].join('\n');
}

/** Horizontal bars from nought, longest to the right edge, on a background of their own. */
export function barChart({ title, caption, rows }, theme) {
  const greatest = Math.max(...rows.map(({ value }) => value));
  const width = LABEL + PLOT + VALUE;
  const height = TITLE + rows.length * ROW + 12;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="system-ui, sans-serif" font-size="13" fill="${theme.text}" role="img" aria-label="${escape(title)}">
<rect width="100%" height="100%" fill="${theme.ground}"/>
<text x="16" y="24" font-size="16" font-weight="600">${escape(title)}</text>
<text x="16" y="43" fill="${theme.soft}" font-size="12">${escape(caption)}</text>
${rows.map((each, index) => row(each, index, greatest, theme)).join('\n')}
</svg>
`;
}

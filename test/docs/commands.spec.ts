import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { testDatabases } from '../databases.js';
import { useProcesses } from '../e2e/harness/processes.js';
import type { SpawnedServer } from '../e2e/harness/spawned-server.js';

const ROOT = join(__dirname, '../..');
const [sqlite] = testDatabases();
if (!sqlite) throw new Error('there is always SQLite');

/** A command of a page, and the answer that the page shows beneath it. */
interface Shown {
  readonly command: string;
  readonly kind: string;
  readonly answer: string;
}

const BLOCKS = /^```(\w+)\n([\s\S]*?)^```$/gm;

/** Every block that holds a `curl` to this server, from one heading to another. */
function shownIn(page: string, from: string, to: string): readonly Shown[] {
  const whole = readFileSync(join(ROOT, page), 'utf8');
  const section = whole.slice(whole.indexOf(`\n## ${from}\n`), whole.indexOf(`\n## ${to}\n`));
  const blocks = [...section.matchAll(BLOCKS)].map(([, kind = '', content = '']) => ({
    kind,
    content,
  }));
  return blocks.flatMap(({ kind, content }, index) => {
    const next = blocks[index + 1];
    return kind === 'sh' && content.includes('curl') && next
      ? [{ command: content, kind: next.kind, answer: next.content }]
      : [];
  });
}

const MARK = '--- the next command ---';

/** Types the commands into one shell, as somebody would who reads from top to bottom. */
async function typed(commands: readonly string[], { origin }: SpawnedServer): Promise<string[]> {
  const script = commands
    .map((command) => command.replaceAll('http://localhost:3000', origin))
    .join(`\necho; echo '${MARK}'\n`);
  const shell = spawn('sh', ['-c', script], { stdio: ['ignore', 'pipe', 'ignore'] });
  return (await text(shell.stdout)).split(MARK).map((output) => output.trim());
}

/** The names in an answer and what kind of value each has. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shapeOf);
  if (typeof value !== 'object' || value === null) return typeof value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, shapeOf(inner)]));
}

const bodyIn = (answer: string): unknown => {
  const body = answer.slice(Math.max(0, answer.indexOf('{'))).trim();
  return body.startsWith('{') ? shapeOf(JSON.parse(body)) : null;
};

/** Status and the headers that the page shows, without the tokens in them. */
const headOf = (answer: string): readonly string[] =>
  (answer.split(/\r?\n\r?\n/)[0] ?? '')
    .split(/\r?\n/)
    .filter((line) => /^(HTTP|[\w-]+:)/.test(line))
    .map((line) =>
      line.replace(/eyJ[\w.…-]*/g, '…').replace(/^[\w-]+:/, (name) => name.toLowerCase()),
    );

const hasCurl = spawnSync('curl', ['--version']).status === 0;

interface Section {
  readonly from: string;
  readonly to: string;
  /** How many commands it has at least. */
  readonly least: number;
}

/** Sections in the order in which they are typed: the account has to be registered first. */
const PAGES: Readonly<Record<string, readonly Section[]>> = {
  'README.md': [{ from: 'First requests', to: 'Verify a token offline', least: 5 }],
  'docs/contracts.md': [
    { from: 'envelope', to: 'The combined login', least: 2 },
    { from: 'token-pair', to: 'bearer-cookie', least: 1 },
    { from: 'bearer-cookie', to: 'external', least: 1 },
    { from: 'The combined login', to: 'success-flag', least: 1 },
    { from: 'success-flag', to: 'Refresh', least: 1 },
  ],
};

describe.each(Object.entries(PAGES))('the commands of %s', (page, sections) => {
  const processes = useProcesses(sqlite);
  let server: SpawnedServer;

  beforeAll(async () => {
    server = await processes().start();
  });

  it.each(sections)('answer as it says, under “$from”', async ({ from, to, least }) => {
    if (!hasCurl) {
      process.stderr.write(`\nNo curl to be found: the commands of ${page} are not tried.\n`);
      return;
    }
    const shown = shownIn(page, from, to);
    expect(shown.length).toBeGreaterThanOrEqual(least);
    const answers = await typed(
      shown.map(({ command }) => command),
      server,
    );
    for (const [index, { command, kind, answer }] of shown.entries()) {
      const given = answers[index] ?? '';
      expect({ command, body: bodyIn(given) }).toEqual({ command, body: bodyIn(answer) });
      if (kind !== 'http') continue;
      expect(headOf(given)).toEqual(expect.arrayContaining([...headOf(answer)]));
    }
  });
});

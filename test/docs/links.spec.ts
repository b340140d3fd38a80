import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

const ROOT = join(__dirname, '../..');

const pagesIn = (folder: string, recursive: boolean): readonly string[] =>
  readdirSync(join(ROOT, folder), { recursive, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name));

const FOLDERS = ['docs', 'examples', 'packages/verifier', 'packages/client'];

const PAGES = [...pagesIn('.', false), ...FOLDERS.flatMap((folder) => pagesIn(folder, true))];

/** What is code is no link. */
const proseOf = (text: string): string =>
  text.replace(/^(```+)[^\n]*\n[\s\S]*?^\1$/gm, '').replace(/`[^`\n]*`/g, '`code`');

/** A heading as GitHub makes an anchor of it. */
const anchorOf = (heading: string): string =>
  heading
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-');

function anchorsOf(path: string): readonly string[] {
  const text = readFileSync(join(ROOT, path), 'utf8').replace(/^(```+)[^\n]*\n[\s\S]*?^\1$/gm, '');
  const anchors = Array.from(text.matchAll(/^#{1,6} +(.+)$/gm), ([, heading = '']) =>
    anchorOf(heading),
  );
  // The second of two equal headings gets a number.
  return anchors.map((anchor, index) => {
    const before = anchors.slice(0, index).filter((each) => each === anchor).length;
    return before === 0 ? anchor : `${anchor}-${before}`;
  });
}

function linksOf(path: string): readonly string[] {
  const prose = proseOf(readFileSync(join(ROOT, path), 'utf8'));
  const markdown = Array.from(prose.matchAll(/\]\(([^)\s]+)\)/g), ([, target = '']) => target);
  const html = Array.from(prose.matchAll(/\b(?:src|srcset|href)="([^"]+)"/g), ([, to = '']) => to);
  return [...markdown, ...html].filter((target) => !/^[a-z]+:/.test(target));
}

/** Why a link of a page leads nowhere; nothing where it does not. */
function faultOf(page: string, link: string): string | null {
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? page : normalize(join(dirname(page), path));
  const file = join(ROOT, target);
  if (target.startsWith('..') || !existsSync(file)) return `${page}: ${link} is not there`;
  if (anchor === undefined || statSync(file).isDirectory()) return null;
  return anchorsOf(target).includes(anchor) ? null : `${page}: ${link} has no such heading`;
}

describe('the pages of the repository', () => {
  it('are found', () => {
    expect(PAGES).toEqual(expect.arrayContaining(['README.md', 'docs/contracts.md']));
  });

  it('link to files and headings that exist', () => {
    const faults = PAGES.flatMap((page) =>
      linksOf(page).flatMap((link) => {
        const fault = faultOf(page, link);
        return fault === null ? [] : [fault];
      }),
    );
    expect(faults).toEqual([]);
  });

  it('can each be reached from the README', () => {
    const reached = new Set<string>(['README.md']);
    for (const page of reached) {
      for (const link of linksOf(page)) {
        const target = normalize(join(dirname(page), link.split('#')[0] ?? ''));
        if (PAGES.includes(target)) reached.add(target);
        // A folder shows all of its pages.
        for (const inside of PAGES)
          if (dirname(inside) === target.replace(/\/$/, '')) reached.add(inside);
      }
    }
    expect(PAGES.filter((page) => page.startsWith('docs/') && !reached.has(page))).toEqual([]);
  });
});

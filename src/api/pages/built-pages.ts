import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';

/** As `scripts/bundle-pages.mjs` writes them. */
const SHELL = 'index.html';
const ASSETS = 'assets';

/** Beside the bundle; from `dist/src` and from `src`, where there is no bundle. */
const PLACES = ['pages', '../../../pages', '../../../dist/pages'].map((place) =>
  join(__dirname, place),
);

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};

export interface Asset {
  readonly content: Buffer;
  readonly contentType: string;
}

export interface BuiltPages {
  /** With `{base}` and `{service}` where these belong. */
  readonly shell: string;
  readonly assets: ReadonlyMap<string, Asset>;
}

function asset(folder: string, file: string): readonly [string, Asset][] {
  const contentType = TYPES[extname(file)];
  if (contentType === undefined) return [];
  return [[file, { content: readFileSync(join(folder, file)), contentType }]];
}

/** All of them, once: they are few and small, and no request names a path on disk. */
export function readBuiltPages(): BuiltPages {
  const place = PLACES.find((each) => existsSync(join(each, SHELL)));
  if (place === undefined) {
    throw new Error('The pages are not built: run `npm run build`, or set PAGES=off.');
  }
  const folder = join(place, ASSETS);
  return {
    shell: readFileSync(join(place, SHELL), 'utf8'),
    assets: new Map(readdirSync(folder).flatMap((file) => asset(folder, file))),
  };
}

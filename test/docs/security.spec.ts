import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const DOCUMENT = read('docs/security.md');

/** How many requirements of level 1 and 2 each section of ASVS 5.0.0 has; they come first in each. */
const SECTIONS: Readonly<Record<string, number>> = {
  '1.1': 2,
  '1.2': 9,
  '1.3': 11,
  '1.4': 3,
  '1.5': 2,
  '2.1': 3,
  '2.2': 3,
  '2.3': 4,
  '2.4': 1,
  '3.2': 2,
  '3.3': 4,
  '3.4': 6,
  '3.5': 5,
  '3.7': 2,
  '4.1': 3,
  '4.2': 1,
  '4.3': 2,
  '4.4': 4,
  '6.1': 3,
  '6.2': 12,
  '6.3': 4,
  '6.4': 4,
  '6.5': 5,
  '6.6': 3,
  '6.8': 4,
  '7.1': 3,
  '7.2': 4,
  '7.3': 2,
  '7.4': 5,
  '7.5': 2,
  '7.6': 2,
  '9.1': 3,
  '9.2': 4,
  '13.1': 1,
  '13.2': 5,
  '13.3': 2,
  '13.4': 5,
  '16.1': 1,
  '16.2': 5,
  '16.3': 4,
  '16.4': 3,
  '16.5': 3,
};

const REQUIREMENTS = Object.entries(SECTIONS).flatMap(([section, count]) =>
  Array.from({ length: count }, (_, n) => `${section}.${n + 1}`),
);

interface Lockfile {
  readonly packages: Readonly<
    Record<
      string,
      {
        /** Where the package is installed under another one. */
        readonly name?: string;
        readonly hasInstallScript?: boolean;
        readonly integrity?: string;
        readonly resolved?: string;
        readonly link?: boolean;
      }
    >
  >;
}

describe('docs/security.md', () => {
  const rows = [...DOCUMENT.matchAll(/^\| (\d+\.\d+\.\d+) +\| [^|]+ \| ([^|]+) \|$/gm)];

  it('maps every requirement of level 2 once, and says something about it', () => {
    expect(rows.map(([, requirement]) => requirement)).toEqual(REQUIREMENTS);
    for (const [, , shown] of rows) expect(shown?.trim()).toMatch(/\S{3}/);
  });

  it('names tests that exist', () => {
    const named = Array.from(
      DOCUMENT.matchAll(/`([\w-]+\/[\w/-]+\.spec\.ts)`/g),
      ([, path]) => path,
    );
    expect(named.length).toBeGreaterThan(100);
    const missing = named.filter((path) => !existsSync(join(ROOT, 'test', path ?? '')));
    expect(missing).toEqual([]);
  });

  it('lists every package that runs a script when it is installed', () => {
    const { packages } = JSON.parse(read('package-lock.json')) as Lockfile;
    const scripted = Object.entries(packages)
      .filter(([, { hasInstallScript }]) => hasInstallScript === true)
      .map(([path, { name }]) => name ?? path.replace(/^.*node_modules\//, ''));
    const { allowScripts } = JSON.parse(read('package.json')) as {
      readonly allowScripts: Readonly<Record<string, boolean>>;
    };
    expect(Object.keys(allowScripts).sort()).toEqual([...new Set(scripted)].sort());
    for (const [name, allowed] of Object.entries(allowScripts)) {
      expect(DOCUMENT).toMatch(new RegExp(`\\| \`${name}\` +\\| ${allowed ? 'yes' : 'no '} `));
    }
  });
});

describe('the lockfile', () => {
  it('takes every package from the registry, with a checksum', () => {
    const { packages } = JSON.parse(read('package-lock.json')) as Lockfile;
    // A workspace is a link into this repository.
    const installed = Object.entries(packages).filter(
      ([path, { link }]) => path.includes('node_modules/') && link !== true,
    );
    const loose = installed.filter(
      ([, { integrity, resolved }]) =>
        !integrity?.startsWith('sha512-') ||
        (resolved !== undefined && !resolved.startsWith('https://registry.npmjs.org/')),
    );
    expect(loose.map(([path]) => path)).toEqual([]);
  });

  it('lets no package tell anybody that it was installed', () => {
    const manifest = JSON.parse(read('package.json')) as {
      readonly scarfSettings: { readonly enabled: boolean };
      readonly allowScripts: Readonly<Record<string, boolean>>;
    };
    expect(manifest.scarfSettings.enabled).toBe(false);
    expect(manifest.allowScripts['@scarf/scarf']).toBe(false);
  });
});

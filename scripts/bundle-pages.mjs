// Makes of `pages` what browsers load: a script and a style, named by their content, and the page around them.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build } from 'esbuild';
import { root } from './root.mjs';

const TARGET = join(root, 'dist/pages');
const ENTRIES = { script: 'pages/main.tsx', style: 'pages/style/pages.css' };

rmSync(TARGET, { recursive: true, force: true });
const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: Object.values(ENTRIES),
  outdir: join(TARGET, 'assets'),
  entryNames: '[name]-[hash]',
  tsconfig: join(root, 'pages/tsconfig.json'),
  bundle: true,
  minify: true,
  format: 'esm',
  target: ['chrome109', 'firefox115', 'safari16.4'],
  metafile: true,
  // Every copy has its licence.
  footer: { js: `/*!\n${readFileSync(join(root, 'node_modules/preact/LICENSE'), 'utf8')}*/` },
  logLevel: 'warning',
});

/** The name that a source has got. */
function builtFrom(entry) {
  const found = Object.entries(metafile.outputs).find(([, { entryPoint }]) => entryPoint === entry);
  return basename(found[0]);
}

const shell = readFileSync(join(root, 'pages/shell.html'), 'utf8')
  .replace('{script}', builtFrom(ENTRIES.script))
  .replace('{style}', builtFrom(ENTRIES.style));
writeFileSync(join(TARGET, 'index.html'), shell);

import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.mjs';

const LOCK = join(root, 'package-lock.json');
/** What npm says it has put there. */
const INSTALLED = join(root, 'node_modules/.package-lock.json');
/** Which Node the native packages were built for. */
const ABI = join(root, 'node_modules/.node-abi');

const abi = `${process.platform}-${process.arch}-${process.versions.modules}`;

function textOf(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return null;
    throw error;
  }
}

const packagesIn = (text) => JSON.parse(text).packages ?? {};

/** A package for another platform is locked and never installed. */
function isMet(wanted, present) {
  if (present === undefined) return Boolean(wanted.optional ?? wanted.devOptional);
  return present.version === wanted.version && present.integrity === wanted.integrity;
}

function areInstalled(concerns) {
  const installed = packagesIn(textOf(INSTALLED) ?? '{}');
  return Object.entries(packagesIn(readFileSync(LOCK, 'utf8'))).every(
    ([path, wanted]) => path === '' || !concerns(wanted) || isMet(wanted, installed[path]),
  );
}

const isForThisNode = () => (textOf(ABI) ?? abi) === abi;

/** Whether everything that the lockfile names is there, for this Node. */
export const areAllInstalled = () => isForThisNode() && areInstalled(() => true);

/** Whether all that a server loads is there, for this Node. */
export const canServe = () => isForThisNode() && areInstalled(({ dev }) => dev !== true);

function install() {
  console.log('Installing dependencies …');
  const npm = process.env.npm_execpath;
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund'];
  const { status, error } = npm
    ? spawnSync(process.execPath, [npm, ...args], { cwd: root, stdio: 'inherit' })
    : spawnSync('npm', args, { cwd: root, stdio: 'inherit', shell: true });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
}

/** Notes that the native packages are there for this Node, so that another one is noticed. */
export function rememberNode() {
  if (textOf(ABI) !== abi) writeFileSync(ABI, abi);
}

/** Makes `node_modules` agree with the lockfile and with this Node; does nothing when it does. */
export function ensureInstalled() {
  if (!areAllInstalled()) install();
  rememberNode();
}

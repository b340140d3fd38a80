import { PACKAGES } from './packages.mjs';
import { assertInstalled } from './ready.mjs';

const [name] = process.argv.slice(2);
if (!Object.hasOwn(PACKAGES, name)) {
  console.error(`Which package? One of: ${Object.keys(PACKAGES).join(', ')}.`);
  process.exit(1);
}
assertInstalled();
PACKAGES[name].ensureBuilt();

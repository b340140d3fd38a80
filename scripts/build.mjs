import { ensureBuilt } from './ensure-built.mjs';
import { assertInstalled } from './ready.mjs';

assertInstalled();
ensureBuilt();

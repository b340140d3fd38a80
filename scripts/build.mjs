import { ensureBuilt } from './ensure-built.mjs';
import { rememberNode } from './ensure-installed.mjs';
import { assertInstalled } from './ready.mjs';

assertInstalled();
rememberNode();
ensureBuilt();

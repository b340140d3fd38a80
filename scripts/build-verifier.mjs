import { ensureVerifierBuilt } from './ensure-verifier-built.mjs';
import { assertInstalled } from './ready.mjs';

assertInstalled();
ensureVerifierBuilt();

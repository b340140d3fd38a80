export { CurrentClaims, CurrentUser, Public, Roles } from './decorators.js';
export { type PortcullisAsyncOptions, PortcullisModule } from './portcullis.module.js';
export { PortcullisGuard } from './portcullis.guard.js';
export { VERIFIER } from './verifier-token.js';

export { PortcullisProvider, type PortcullisProviderProps, useClient } from './provider.js';
export { useSession } from './use-session.js';
export { type UserState, useUser } from './use-user.js';

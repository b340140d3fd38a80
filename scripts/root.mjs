import { fileURLToPath } from 'node:url';

/** The folder of package.json; every script works from here. */
export const root = fileURLToPath(new URL('..', import.meta.url));

import { createHash } from 'node:crypto';

/** What is kept of a code, a state or a cookie: enough to know it again, and no more. */
export const digest = (...parts: readonly string[]): string =>
  createHash('sha256').update(parts.join('\0')).digest('base64url');

import { readAuth0Line } from './auth0-line.js';
import { readFirebaseLine } from './firebase-line.js';
import { readKeycloakLine } from './keycloak-line.js';
import type { LineFormat } from './line-format.js';
import { readPortcullisLine } from './portcullis-line.js';
import { readSupabaseLine } from './supabase-line.js';

/** The lines that can be read, by whose they are. */
export const FORMATS = {
  portcullis: readPortcullisLine,
  keycloak: readKeycloakLine,
  auth0: readAuth0Line,
  firebase: readFirebaseLine,
  supabase: readSupabaseLine,
} as const satisfies Readonly<Record<string, LineFormat>>;

export type FormatName = keyof typeof FORMATS;

export const FORMAT_NAMES = Object.keys(FORMATS) as readonly FormatName[];

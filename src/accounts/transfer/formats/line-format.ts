import type { ProviderSettings } from '../../../config/providers/provider-settings.js';
import type { Fields } from './fields.js';
import type { ImportedAccount } from './imported-account.js';

/** How a project of Firebase hashes; the console shows it under “Password hash parameters”. */
export interface FirebaseParameters {
  readonly signerKey: string;
  readonly saltSeparator: string;
  readonly rounds: number;
  readonly memCost: number;
}

/** What lines alone do not tell. */
export interface FormatContext {
  readonly providers: readonly ProviderSettings[];
  /** Whether roles that another server gave are to mean something here. */
  readonly keepRoles: boolean;
  readonly firebase: FirebaseParameters | null;
  readonly now: number;
}

/**
 * How one line becomes an account.
 * @throws LineRefused
 */
export type LineFormat = (line: Fields, context: FormatContext) => ImportedAccount;

import type { DocumentedOperation, Schema } from '../openapi/media.js';
import type { DocumentedContracts } from './contracts.openapi.js';

/** What the document says of one controller. */
export interface DocumentedController {
  /** The bodies that it describes, beside those of the contracts. */
  readonly schemas: readonly Schema[];
  readonly operations: (contracts: DocumentedContracts) => readonly DocumentedOperation[];
}

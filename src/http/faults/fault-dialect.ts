import type { HttpFault } from './http-fault.js';
import type { Fault } from '../../errors/auth-error.js';

/** How a contract words and writes faults. */
export interface FaultDialect {
  /** The contract's own words; undefined leaves the fault table's. */
  message(fault: Fault): string | undefined;
  body(fault: HttpFault): object;
}

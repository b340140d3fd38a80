import { FACTOR_METHODS, type FactorProof } from '../../credentials/factors/second-factors.js';
import { isMissing, Text } from './body.js';

const isMethod = (text: string): text is FactorProof['method'] =>
  FACTOR_METHODS.some((method) => method === text);

/** What bodies that hold the code of a factor have in common. */
export class FactorFields {
  @Text({
    label: 'Method',
    max: 32,
    optional: true,
    format: { holds: isMethod, sentence: `Method must be ${FACTOR_METHODS.join(' or ')}.` },
  })
  readonly method?: string;
}

/** Of a field that has been validated. */
export const methodOf = (text: string | undefined): FactorProof['method'] =>
  !isMissing(text) && text !== undefined && isMethod(text) ? text : 'totp';

import { badField, fault } from './fault-cases.js';

export const notAuditor = fault(
  'notAuditor',
  'The account has neither of the roles, or the token of the service not the scope or the audience',
  { code: 'FORBIDDEN' },
);
export const badCriterion = badField(
  'badCriterion',
  'A criterion is no good, or not known',
  'outcome',
  'outcome must be success or failure.',
);
export const badFormat = badField(
  'badFormat',
  'Format or a criterion is no good',
  'format',
  'format must be jsonl or csv.',
);

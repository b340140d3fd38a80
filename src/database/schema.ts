import type { BaseDataSourceOptions } from 'typeorm/data-source/BaseDataSourceOptions.js';
import { migrations } from './migrations/index.js';

/** What all dialects have in common. */
export const schema = {
  migrations: [...migrations],
  logging: false,
  // `where: {id: undefined}` would otherwise mean the first row there is.
  invalidWhereValuesBehavior: { null: 'throw', undefined: 'throw' },
} as const satisfies Partial<BaseDataSourceOptions>;

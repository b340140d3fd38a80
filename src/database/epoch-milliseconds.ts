import type { ColumnOptions, ValueTransformer } from 'typeorm';

const transformer: ValueTransformer = {
  to: (value: unknown) => value,
  from: (value: unknown) => (value === null ? null : Number(value)),
};

/**
 * Column options of a moment: a bigint that reads back as a number of milliseconds since the
 * epoch. `datetime` loses milliseconds, or its time zone, on one dialect or another.
 */
export const epochMilliseconds = { type: 'bigint', transformer } as const satisfies ColumnOptions;

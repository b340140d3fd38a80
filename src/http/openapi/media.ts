import { type ExamplesObject, getSchemaPath, type MediaTypeObject } from '@nestjs/swagger';
import type { Schema } from './schemas/schemas.js';

export const JSON_TYPE = 'application/json';

export interface Example {
  readonly summary: string;
  readonly value: unknown;
}

export type Examples = Readonly<Record<string, Example>>;

export const reference = (schema: Schema): { $ref: string } => ({ $ref: getSchemaPath(schema) });

/**
 * A body of one shape, or of one of several. `anyOf` is for shapes that have all of another's fields
 * and some more: what fits the larger one fits both.
 */
export function media(
  schema: Schema | readonly Schema[],
  examples: Examples,
  choice: 'oneOf' | 'anyOf' = 'oneOf',
): MediaTypeObject {
  const schemas = [schema].flat().map(reference);
  const [only] = schemas;
  return {
    schema: schemas.length === 1 && only ? only : { [choice]: schemas },
    examples: mutable(examples),
  };
}

const mutable = (examples: Examples): ExamplesObject => ({ ...examples });

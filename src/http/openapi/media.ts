import { type ExamplesObject, getSchemaPath, type MediaTypeObject } from '@nestjs/swagger';
import type { Schema } from './schemas/schemas.js';

export const JSON_TYPE = 'application/json';

export interface Example {
  readonly summary: string;
  readonly value: unknown;
}

export type Examples = Readonly<Record<string, Example>>;

export const reference = (schema: Schema): { $ref: string } => ({ $ref: getSchemaPath(schema) });

/** A body of one shape, or of any of several. */
export function media(schema: Schema | readonly Schema[], examples: Examples): MediaTypeObject {
  const schemas = [schema].flat().map(reference);
  const [only] = schemas;
  return {
    schema: schemas.length === 1 && only ? only : { anyOf: schemas },
    examples: mutable(examples),
  };
}

const mutable = (examples: Examples): ExamplesObject => ({ ...examples });

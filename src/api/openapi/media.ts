import {
  type ExamplesObject,
  getSchemaPath,
  type MediaTypeObject,
  type OperationObject,
  type RequestBodyObject,
  type ParameterObject,
} from '@nestjs/swagger';

/** A class whose properties say what a body holds; never instantiated. */
export type Schema = abstract new () => object;

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

/** What the document says of one route. */
export interface DocumentedOperation {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  readonly path: string;
  readonly operation: OperationObject;
}

export const jsonBody = (
  schema: Schema | readonly Schema[],
  examples: Examples,
  required = true,
): RequestBodyObject => ({ required, content: { [JSON_TYPE]: media(schema, examples) } });

/** `/a/:b` as OpenAPI writes it: `/a/{b}`. */
export const documentedPath = (route: string): string => route.replace(/:(\w+)/g, '{$1}');

export const pathParameter = (
  name: string,
  description: string,
  example: string,
): ParameterObject => ({
  name,
  in: 'path',
  required: true,
  description,
  schema: { type: 'string' },
  example,
});

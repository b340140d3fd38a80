import { getMetadataStorage, validateSync } from 'class-validator';
import { isJsonObject } from './json-object.js';
import { isMissing } from './text.js';
import { AuthError } from '../../errors/auth-error.js';

type Shape<T> = new () => T;

const declaredFields = new Map<Shape<object>, ReadonlySet<string>>();

function fieldsOf(shape: Shape<object>): ReadonlySet<string> {
  const known = declaredFields.get(shape);
  if (known) return known;
  const metadata = getMetadataStorage().getTargetValidationMetadatas(shape, '', false, false);
  const fields = new Set(metadata.map(({ propertyName }) => propertyName));
  declaredFields.set(shape, fields);
  return fields;
}

/**
 * Reads a body as a DTO: its declared fields and no others, none of them converted.
 * @throws AuthError MALFORMED_REQUEST when the body is no object, VALIDATION_FAILED for its fields
 */
export function validated<T extends object>(shape: Shape<T>, body: unknown): T {
  const given = body === undefined ? {} : body;
  if (!isJsonObject(given)) throw AuthError.of('MALFORMED_REQUEST');
  const dto = new shape();
  for (const field of fieldsOf(shape)) {
    if (Object.hasOwn(given, field)) Reflect.set(dto, field, given[field]);
  }
  const errors = validateSync(dto);
  if (errors.length === 0) return dto;
  throw AuthError.invalidFields(
    ...errors.map(({ property, value, constraints }) => ({
      field: property,
      problem: isMissing(value) ? ('missing' as const) : ('invalid' as const),
      message: Object.values(constraints ?? {}).join(' '),
    })),
  );
}

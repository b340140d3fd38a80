import {
  ValidateBy,
  type ValidationArguments,
  getMetadataStorage,
  validateSync,
} from 'class-validator';
import { isPresentable } from '../../text/unicode.js';
import { AuthError } from '../../errors/auth-error.js';

export type JsonObject = Readonly<Record<string, unknown>>;

export const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

interface TextRule {
  /** How the field is called in sentences: "Username is required." */
  readonly label: string;
  /** Greatest length in Unicode code points. */
  readonly max: number;
  readonly optional?: boolean;
  readonly format?: { readonly holds: (text: string) => boolean; readonly sentence: string };
}

export const isMissing = (value: unknown): boolean =>
  value === undefined || value === null || value === '';

/** An optional field, once it has been validated: what is missing is undefined. */
export const optionalText = (value: string | undefined): string | undefined =>
  isMissing(value) ? undefined : value;

const codePoints = (text: string): number => Array.from(text).length;

/** Code points; cheap for texts that are far too long already in code units. */
function isLongerThan(text: string, max: number): boolean {
  return text.length > max * 2 || (text.length > max && codePoints(text) > max);
}

/** What is wrong with a value, as one sentence; undefined when nothing is. */
function complaint(value: unknown, rule: TextRule): string | undefined {
  if (isMissing(value)) return rule.optional ? undefined : `${rule.label} is required.`;
  if (typeof value !== 'string') return `${rule.label} must be a string.`;
  if (!value.isWellFormed()) return `${rule.label} is not well-formed Unicode.`;
  if (isLongerThan(value, rule.max)) {
    return `${rule.label} must be at most ${String(rule.max)} characters long.`;
  }
  return rule.format?.holds(value) === false ? rule.format.sentence : undefined;
}

/** A string field; each fault is one sentence that never repeats the value. */
export function Text(rule: TextRule): PropertyDecorator {
  return ValidateBy({
    name: 'text',
    validator: {
      validate: (value: unknown) => complaint(value, rule) === undefined,
      defaultMessage: (args?: ValidationArguments) => complaint(args?.value, rule) ?? '',
    },
  });
}

/** For fields that are kept and shown. */
export const printable = (label: string): NonNullable<TextRule['format']> => ({
  holds: isPresentable,
  sentence: `${label} must be visible text without control characters.`,
});

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

/** Of a body with several tokens to ask about, and of its answer. */
export const BATCH_TYPE = 'application/vnd.portcullis.introspection-batch+json';

export const MOST_IN_BATCH = 100;

/** Bytes: as many tokens of four kilobytes. */
export const BATCH_LIMIT = 400 * 1024;

/** Whether a content type is that of a batch, whatever its parameters are. */
export const isBatch = (contentType: string | undefined): boolean =>
  contentType !== undefined &&
  contentType.length >= BATCH_TYPE.length &&
  contentType.split(';', 1)[0]?.trim().toLowerCase() === BATCH_TYPE;

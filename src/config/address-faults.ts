import { ValidateBy, type ValidationArguments } from 'class-validator';

/** Characters that end the part they stand in; in a password they have to be encoded. */
const ENDING = /^\w+:\/\/[^@]*[/?#][^@]*@/;

export const ENDS_EARLY = 'has a /, ? or # before its @, which must be written %2F, %3F or %23';

export const endsEarly = (text: string): boolean => ENDING.test(text);

/** Null where a % encodes nothing. */
export function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}

/**
 * A decorator for texts that are refused with a sentence of their own.
 * @param fault Says what is wrong, in words that follow the name; null for a text that is taken.
 */
export const saying = (name: string, fault: (text: string) => string | null): PropertyDecorator => {
  const faultIn = (value: unknown): string | null =>
    typeof value === 'string' ? fault(value) : 'must be a text';
  return ValidateBy({
    name,
    validator: {
      validate: (value) => faultIn(value) === null,
      defaultMessage: (found?: ValidationArguments) =>
        `$property ${faultIn(found?.value) ?? 'is refused'}`,
    },
  });
};

import { ValidateBy, type ValidationArguments } from 'class-validator';
import { isPresentable } from '../../text/visible-text.js';

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

import { LineRefused } from './line-refusal.js';

/** The last millisecond of the year 9999, after which dates are written otherwise. */
const LAST_MOMENT = 253_402_300_799_999;

const ISO_8601 = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d(?::?\d\d)?)$/;
const MILLISECONDS = /^\d{1,15}$/;
/** PostgreSQL leaves the minutes of an offset out. */
const WHOLE_HOURS = /([+-]\d\d)$/;

/** One line with nothing around it: MySQL takes a text with blanks after it for the one without. */
export const isPlain = (text: string, most: number): boolean =>
  text.length <= most && text.trim() === text && /^\P{Cc}+$/u.test(text);

type JsonObject = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function momentOf(value: unknown): number {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') return NaN;
  if (MILLISECONDS.test(value)) return Number(value);
  return ISO_8601.test(value) ? Date.parse(value.replace(WHOLE_HOURS, '$1:00')) : NaN;
}

/** The fields of one JSON object; null for one that is missing, or null. */
export class Fields {
  private constructor(
    private readonly values: JsonObject,
    /** How the object is called within the line; empty for the line itself. */
    private readonly path: string,
  ) {}

  /** @throws LineRefused for what is no object */
  static of(value: unknown, path = ''): Fields {
    if (isObject(value)) return new Fields(value, path);
    throw new LineRefused('bad-field', `${path === '' ? 'the line' : path} must be an object`);
  }

  /** @throws LineRefused for JSON that is none, in a line or in a text of it */
  static parse(json: string, path = ''): Fields {
    let value: unknown;
    try {
      value = JSON.parse(json);
    } catch {
      throw new LineRefused('bad-json', path === '' ? 'the line is no JSON' : `${path} is no JSON`);
    }
    return Fields.of(value, path);
  }

  /** @throws LineRefused for a field that is none of these: it would be lost without a word */
  assertOnly(names: ReadonlySet<string>): void {
    for (const name of Object.keys(this.values)) {
      if (names.has(name)) continue;
      const where = this.path === '' ? 'the line' : this.path;
      const known = [...names].join(', ');
      throw new LineRefused('bad-field', `${where} has a field that is none of ${known}`);
    }
  }

  has(name: string): boolean {
    return this.value(name) !== null;
  }

  text(name: string): string | null {
    const value = this.value(name);
    if (value === null) return null;
    if (typeof value === 'string' && value.isWellFormed()) return value;
    return this.refuse(name, 'must be a text');
  }

  /** A text that others are compared with. */
  plainText(name: string, most: number): string {
    const text = this.text(name) ?? '';
    return isPlain(text, most)
      ? text
      : this.refuse(name, `must be a text of 1 to ${most} characters without blanks around it`);
  }

  flag(name: string): boolean | null {
    const value = this.value(name);
    if (value === null || typeof value === 'boolean') return value;
    return this.refuse(name, 'must be true or false');
  }

  whole(name: string): number | null {
    const value = this.value(name);
    if (value === null) return null;
    return Number.isSafeInteger(value)
      ? Number(value)
      : this.refuse(name, 'must be a whole number');
  }

  /** Milliseconds since the epoch. */
  moment(name: string): number | null {
    const value = this.value(name);
    if (value === null) return null;
    const moment = momentOf(value);
    return Number.isSafeInteger(moment) && moment >= 0 && moment <= LAST_MOMENT
      ? moment
      : this.refuse(name, 'must be a time such as 2026-11-27T08:00:00.000Z, or milliseconds');
  }

  /** What may hold since a moment. */
  since(name: string): boolean | number | null {
    const value = this.value(name);
    return typeof value === 'boolean' ? value : this.moment(name);
  }

  texts(name: string): readonly string[] | null {
    const value = this.value(name);
    if (value === null) return null;
    if (Array.isArray(value) && value.every((each) => typeof each === 'string')) return value;
    return this.refuse(name, 'must be a list of texts');
  }

  object(name: string): Fields | null {
    const value = this.value(name);
    return value === null ? null : Fields.of(value, this.pathOf(name));
  }

  /** None for a list that is missing. */
  objects(name: string): readonly Fields[] {
    const value = this.value(name);
    if (value === null) return [];
    if (!Array.isArray(value)) return this.refuse(name, 'must be a list');
    return value.map((each) => Fields.of(each, `each of ${this.pathOf(name)}`));
  }

  /** A text that holds JSON. */
  embedded(name: string): Fields | null {
    const text = this.text(name);
    return text === null || text === '' ? null : Fields.parse(text, this.pathOf(name));
  }

  refuse(name: string, complaint: string): never {
    throw new LineRefused('bad-field', `${this.pathOf(name)} ${complaint}`);
  }

  private value(name: string): unknown {
    return Object.hasOwn(this.values, name) ? (this.values[name] ?? null) : null;
  }

  private pathOf(name: string): string {
    return this.path === '' ? name : `${this.path}.${name}`;
  }
}

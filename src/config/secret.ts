import { inspect } from 'node:util';
import { ValidateBy } from 'class-validator';
import { list } from './setting.js';

const HIDDEN = '[secret]';

/** A text that no log, error, template or JSON shows; only `reveal` hands it out. */
export class Secret {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  reveal(): string {
    return this.#text;
  }

  toString(): string {
    return HIDDEN;
  }

  toJSON(): string {
    return HIDDEN;
  }

  [inspect.custom](): string {
    return HIDDEN;
  }
}

/** Bytes; as many as the keys have that are derived from it. */
const LEAST = 32;

const isStrong = (secret: unknown): boolean =>
  secret instanceof Secret && Buffer.byteLength(secret.reveal()) >= LEAST;

export const secretsIn = (value: string): readonly Secret[] =>
  list(value).map((each) => new Secret(each));

/** A fault never holds what it is about. */
export const AreSecrets = (): PropertyDecorator =>
  ValidateBy({
    name: 'areSecrets',
    validator: {
      validate: (value) => Array.isArray(value) && value.every(isStrong),
      defaultMessage: () => `$property must list secrets of at least ${LEAST} bytes each`,
    },
  });

/** What was signed, before anybody knows what it holds. */
export type Payload = Readonly<Record<string, unknown>>;

/** One kind of token: its `typ`, and how its claims are written and read back. */
export interface TokenKind<Claims> {
  /** Told apart in the header (RFC 8725 §3.11), so that neither passes for the other. */
  readonly typ: 'at+jwt' | 'rt+jwt';
  /** The claims in one fixed order: equal claims make equal bits. */
  readonly write: (claims: Claims) => Payload;
  /** Null unless every claim is there with its own type. */
  readonly read: (payload: Payload) => Claims | null;
}

export const isText = (value: unknown): value is string =>
  typeof value === 'string' && value !== '';

export const isTextList = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every(isText);

/** A NumericDate of whole seconds, or a generation. */
export const isCount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;

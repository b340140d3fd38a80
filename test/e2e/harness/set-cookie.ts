/** One `Set-Cookie` header (RFC 6265 §4.1.1); an attribute without a value is `true`. */
export interface SetCookie {
  readonly name: string;
  readonly value: string;
  readonly attributes: Readonly<Record<string, string | true>>;
}

function pair(text: string): readonly [string, string | true] {
  const equals = text.indexOf('=');
  return equals < 0 ? [text, true] : [text.slice(0, equals), text.slice(equals + 1)];
}

export function parseSetCookie(header: string): SetCookie {
  const [first = '', ...attributes] = header.split(';').map((part) => part.trim());
  const [name, value] = pair(first);
  return {
    name,
    value: value === true ? '' : decodeURIComponent(value),
    attributes: Object.fromEntries(attributes.map(pair)),
  };
}

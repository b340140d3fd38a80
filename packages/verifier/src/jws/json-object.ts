import { Base64Url } from './base64url.js';

export type JsonObject = Readonly<Record<string, unknown>>;

export const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The JSON object that a text holds; null where it holds anything else. */
export function jsonObject(text: string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : null;
  } catch {
    return null;
  }
}

const TEXT = new Base64Url();

/** The JSON object that a segment of a JWS encodes; null where it encodes anything else. */
export function segmentObject(segment: string): JsonObject | null {
  const bytes = TEXT.bytesOf(segment);
  return bytes === null ? null : jsonObject(bytes.toString('utf8'));
}

export const isText = (value: unknown): value is string =>
  typeof value === 'string' && value !== '';

export const isTextList = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every(isText);

/** RFC 7519 §2: seconds, which may have a fraction. */
export const isNumericDate = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0;

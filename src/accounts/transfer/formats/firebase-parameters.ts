import type { FirebaseParameters } from './line-format.js';

const valueIn = (text: string, name: string): string | null =>
  new RegExp(String.raw`\b${name}["']?\s*[:=]\s*["']?([\w+/=-]+)`).exec(text)?.[1] ?? null;

/** Reads them as the console shows them, or as JSON of the same names; null where one is missing. */
export function firebaseParameters(text: string): FirebaseParameters | null {
  const signerKey = valueIn(text, 'base64_signer_key');
  const saltSeparator = valueIn(text, 'base64_salt_separator');
  const rounds = valueIn(text, 'rounds');
  const memCost = valueIn(text, 'mem_cost');
  if (signerKey === null || saltSeparator === null || rounds === null || memCost === null) {
    return null;
  }
  return { signerKey, saltSeparator, rounds: Number(rounds), memCost: Number(memCost) };
}

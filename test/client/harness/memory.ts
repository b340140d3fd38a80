import type { TokenStorage } from './built-client.js';

/** A storage as AsyncStorage of React Native is one. */
export function memory(): TokenStorage & { readonly items: Map<string, string> } {
  const items = new Map<string, string>();
  return {
    items,
    getItem: (key) => Promise.resolve(items.get(key) ?? null),
    setItem: (key, value) => Promise.resolve(items.set(key, value)),
    removeItem: (key) => Promise.resolve(items.delete(key)),
  };
}

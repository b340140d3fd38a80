/** As much of `localStorage` as is needed; React Native's AsyncStorage will do as well. */
export interface TokenStorage {
  getItem(key: string): string | null | Promise<string | null>;
  setItem(key: string, value: string): unknown;
  removeItem(key: string): unknown;
}

/** The refresh token, where this client holds it and no cookie does. */
export interface HeldToken {
  read(): Promise<string | null>;
  write(token: string | null): Promise<void>;
}

/** Without a storage, or once it failed (full, forbidden), the token is in memory until the page ends. */
export function createHeldToken(key: string, storage: TokenStorage | undefined): HeldToken {
  let inMemory: string | null = null;
  let works = storage;
  return {
    async read() {
      try {
        return works === undefined ? inMemory : ((await works.getItem(key)) ?? null);
      } catch {
        return inMemory;
      }
    },
    async write(token) {
      inMemory = token;
      try {
        await (token === null ? works?.removeItem(key) : works?.setItem(key, token));
      } catch {
        // What it still holds is a parent, which must not be presented again.
        works = undefined;
      }
    },
  };
}

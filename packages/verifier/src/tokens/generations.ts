interface Entry<Value> {
  readonly token: string;
  readonly value: Value;
}

/**
 * By which a token is looked up: enough of its signature to tell tokens apart, and cheaper to hash
 * than the whole of one. Made once for all that is asked of a token.
 */
export const keyOf = (token: string): string => token.slice(-32);

/**
 * What is known of the tokens that were seen lately. Two generations make forgetting free: a young
 * one that is full takes the place of the old one. It is full when there are many tokens, or when
 * they are long together.
 */
export class Generations<Value> {
  private young = new Map<string, Entry<Value>>();
  private old = new Map<string, Entry<Value>>();
  private characters = 0;

  constructor(
    private readonly entries: number,
    private readonly length: number,
  ) {}

  get(key: string, token: string): Value | undefined {
    const fresh = this.young.get(key);
    if (fresh?.token === token) return fresh.value;
    const aged = this.old.get(key);
    if (aged?.token !== token) return undefined;
    this.set(key, token, aged.value);
    return aged.value;
  }

  set(key: string, token: string, value: Value): void {
    this.young.set(key, { token, value });
    this.characters += token.length;
    if (this.young.size * 2 < this.entries && this.characters * 2 < this.length) return;
    this.old = this.young;
    this.young = new Map();
    this.characters = 0;
  }

  delete(key: string): void {
    this.young.delete(key);
    this.old.delete(key);
  }

  clear(): void {
    this.young.clear();
    this.old.clear();
    this.characters = 0;
  }
}

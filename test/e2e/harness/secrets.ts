import { randomBytes } from 'node:crypto';

/** Everything secret that went over the wire in one run. */
export class Secrets {
  private readonly values = new Set<string>();

  /** A secret that occurs nowhere else. */
  invent(kind: string): string {
    return this.note(`${kind}-${randomBytes(8).toString('hex')}`);
  }

  note(secret: string): string {
    this.values.add(secret);
    return secret;
  }

  /** A token's signature is what makes it usable; its claims may well be logged. */
  noteToken(token: string): string {
    this.note(token);
    this.note(token.split('.').slice(0, 2).join('.'));
    this.note(token.split('.')[2] ?? token);
    return token;
  }

  foundIn(text: string): readonly string[] {
    return [...this.values].filter((secret) => secret !== '' && text.includes(secret));
  }
}

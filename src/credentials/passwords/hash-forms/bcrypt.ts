export interface BcryptHash {
  readonly kind: 'bcrypt';
  readonly text: string;
}

const MODULAR_CRYPT = /^\$2[aby]\$(?<cost>0[4-9]|[12]\d|3[01])\$[./A-Za-z0-9]{53}$/;

/** About 20 s: a dearer one would hold a core for minutes at every attempt. */
const MOST = 18;

/** Null for anything but a well-formed bcrypt hash. */
export function parseBcrypt(text: string): BcryptHash | { readonly kind: 'too-costly' } | null {
  const cost = MODULAR_CRYPT.exec(text)?.groups?.cost;
  if (cost === undefined) return null;
  return Number(cost) <= MOST ? { kind: 'bcrypt', text } : { kind: 'too-costly' };
}

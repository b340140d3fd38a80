import { createCipheriv, timingSafeEqual } from 'node:crypto';
import { anyBase64, natural, type SaltAndTag, saltAndTag } from './bytes.js';
import { derive, judgeScrypt, type ScryptCost } from './scrypt.js';

/**
 * Firebase's own use of scrypt: the key that comes of the password encrypts the project's signer
 * key, and that is the hash (https://github.com/firebase/scrypt).
 */
export interface FirebaseHash extends SaltAndTag {
  readonly kind: 'firebase-scrypt';
  readonly cost: ScryptCost;
  /** Between salt and end, the same for all accounts of a project. */
  readonly separator: Buffer;
  readonly signerKey: Buffer;
}

const KEY_BYTES = 32;
const NO_IV = Buffer.alloc(16);

/** `$fbscrypt$v=1,n=14,r=8,p=1,ss=Bw==,sk=…$salt$tag`, as Supabase has it. */
const MODULAR =
  /^\$fbscrypt\$v=1,n=(?<n>\d{1,2}),r=(?<r>\d{1,10}),p=(?<p>\d{1,10})(?:,ss=(?<ss>[^,$]*))?,sk=(?<sk>[^,$]+)\$(?<salt>[^$]+)\$(?<tag>[^$]+)$/;

export function parseFirebase(text: string): FirebaseHash | { readonly kind: 'too-costly' } | null {
  const groups = MODULAR.exec(text)?.groups;
  if (groups === undefined) return null;
  const cost = {
    log2N: natural(groups.n),
    blockSize: natural(groups.r),
    lanes: natural(groups.p),
  };
  const bytes = saltAndTag(groups.salt, groups.tag);
  const separator = anyBase64(groups.ss ?? '');
  const signerKey = anyBase64(groups.sk ?? '');
  const judged = judgeScrypt(cost);
  if (judged === null || bytes === null || separator === null) return null;
  // What a stream cipher makes of the key is as long as the key.
  if (signerKey?.length !== bytes.tag.length) return null;
  if (judged === 'too-costly') return { kind: judged };
  return { kind: 'firebase-scrypt', cost, separator, signerKey, ...bytes };
}

export function firebaseText({ cost, salt, tag, separator, signerKey }: FirebaseHash): string {
  const { log2N, blockSize, lanes } = cost;
  const [ss, sk, s, t] = [separator, signerKey, salt, tag].map((each) => each.toString('base64'));
  return `$fbscrypt$v=1,n=${log2N},r=${blockSize},p=${lanes},ss=${ss},sk=${sk}$${s}$${t}`;
}

export async function verifyFirebase(hash: FirebaseHash, password: string): Promise<boolean> {
  const { cost, salt, separator, signerKey, tag } = hash;
  const key = await derive(password, Buffer.concat([salt, separator]), cost, KEY_BYTES);
  return timingSafeEqual(createCipheriv('aes-256-ctr', key, NO_IV).update(signerKey), tag);
}

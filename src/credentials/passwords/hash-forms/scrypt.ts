import { scrypt, timingSafeEqual } from 'node:crypto';
import { natural, type SaltAndTag, saltAndTag, unpadded } from './bytes.js';

/** What scrypt costs (RFC 7914 §2). */
export interface ScryptCost {
  /** N is two to the power of this. */
  readonly log2N: number;
  /** r. */
  readonly blockSize: number;
  /** p. */
  readonly lanes: number;
}

export interface ScryptHash extends SaltAndTag {
  readonly kind: 'scrypt';
  readonly cost: ScryptCost;
}

const MIB = 1024 * 1024;
/** One login may take so much. */
const MOST_MEMORY = 256 * MIB;
/** Memory times lanes; some two seconds on one core. */
const MOST_WORK = 512 * MIB;

const memoryOf = ({ log2N, blockSize }: ScryptCost): number => 128 * blockSize * 2 ** log2N;

/** What RFC 7914 §2 allows, less what no program uses. */
const isSound = ({ log2N, blockSize, lanes }: ScryptCost): boolean =>
  log2N >= 1 && log2N <= 32 && log2N < 16 * blockSize && blockSize >= 1 && lanes >= 1;

/** Null for what is no scrypt. */
export function judgeScrypt(cost: ScryptCost): 'bearable' | 'too-costly' | null {
  if (!isSound(cost)) return null;
  const memory = memoryOf(cost);
  return memory <= MOST_MEMORY && memory * cost.lanes <= MOST_WORK ? 'bearable' : 'too-costly';
}

/** `$scrypt$ln=16,r=8,p=1$salt$tag`, as passlib has it. */
const PHC_STRING =
  /^\$scrypt\$ln=(?<ln>\d{1,2}),r=(?<r>\d{1,10}),p=(?<p>\d{1,10})\$(?<salt>[^$]+)\$(?<tag>[^$]+)$/;

export function parseScrypt(text: string): ScryptHash | { readonly kind: 'too-costly' } | null {
  const groups = PHC_STRING.exec(text)?.groups;
  if (groups === undefined) return null;
  const cost = {
    log2N: natural(groups.ln),
    blockSize: natural(groups.r),
    lanes: natural(groups.p),
  };
  const bytes = saltAndTag(groups.salt, groups.tag);
  const judged = judgeScrypt(cost);
  if (judged === null || bytes === null) return null;
  return judged === 'bearable' ? { kind: 'scrypt', cost, ...bytes } : { kind: judged };
}

export const scryptText = ({ cost, salt, tag }: ScryptHash): string =>
  `$scrypt$ln=${cost.log2N},r=${cost.blockSize},p=${cost.lanes}$${unpadded(salt)}$${unpadded(tag)}`;

/** In the thread pool. */
export function derive(
  password: string,
  salt: Buffer,
  cost: ScryptCost,
  bytes: number,
): Promise<Buffer> {
  const { log2N, blockSize, lanes } = cost;
  // OpenSSL counts some blocks more than the memory proper.
  const maxmem = memoryOf(cost) + 128 * blockSize * (lanes + 4) + MIB;
  const options = { N: 2 ** log2N, r: blockSize, p: lanes, maxmem };
  return new Promise((resolve, reject) => {
    scrypt(password, salt, bytes, options, (error, key) => {
      if (error === null) resolve(key);
      else reject(error);
    });
  });
}

export async function verifyScrypt(hash: ScryptHash, password: string): Promise<boolean> {
  const { salt, tag, cost } = hash;
  return timingSafeEqual(await derive(password, salt, cost, tag.length), tag);
}

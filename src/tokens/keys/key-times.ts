import { ConfigurationError } from '../../config/configuration-error.js';
import type { TurnKey } from './ring-key.js';

type Times = Pick<TurnKey, 'publishedAt' | 'signsFrom'>;

const PUBLISHED = /^Published-At: (\d{1,15})$/m;
const SIGNS = /^Signs-From: (\d{1,15})$/m;
const MOMENT = /^\d{1,15}\n?$/;

/** A key and its times in one file, which is there whole or not at all (RFC 7468 §2 allows text). */
export const pemWithTimes = (pem: string, { publishedAt, signsFrom }: Times): string =>
  `Published-At: ${publishedAt}\nSigns-From: ${signsFrom}\n${pem}`;

/** @throws ConfigurationError that names `source` */
export function parseTimes(source: string, text: string): Times {
  const [, publishedAt] = PUBLISHED.exec(text) ?? [];
  const [, signsFrom] = SIGNS.exec(text) ?? [];
  if (publishedAt === undefined || signsFrom === undefined) {
    throw new ConfigurationError([`${source} does not say since when its key signs`]);
  }
  return { publishedAt: Number(publishedAt), signsFrom: Number(signsFrom) };
}

export const momentText = (moment: number): string => `${moment}\n`;

/** @throws ConfigurationError that names `source` */
export function parseMoment(source: string, text: string): number {
  if (!MOMENT.test(text)) throw new ConfigurationError([`${source} holds no moment`]);
  return Number(text);
}

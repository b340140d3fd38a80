import type { VNode } from 'preact';
import { LANGUAGE } from '../words/words.js';

const FORMAT = new Intl.DateTimeFormat(LANGUAGE, { dateStyle: 'medium', timeStyle: 'short' });

export const Moment = ({ at }: { readonly at: string }): VNode => (
  <time dateTime={at}>{FORMAT.format(new Date(at))}</time>
);

import { decoded, ENDS_EARLY, endsEarly, saying } from './address-faults.js';

const SCHEME = /^rediss?:\/\//;
const FORM = 'must be redis://<user>:<password>@<host>:<port>/<number> or rediss://…';

function faultOf(text: string): string | null {
  if (!SCHEME.test(text)) return FORM;
  if (endsEarly(text)) return ENDS_EARLY;
  if (!URL.canParse(text)) return FORM;
  const url = new URL(text);
  const [parameter] = url.searchParams.keys();
  if (parameter !== undefined) return `has a parameter that is not understood: ${parameter}`;
  if ([url.username, url.password].map(decoded).includes(null)) {
    return 'has a % that encodes nothing, which must be written %25';
  }
  return url.hash === '' && url.hostname !== '' && /^(\/\d*)?$/.test(url.pathname) ? null : FORM;
}

/** A fault names parameters and never a value. */
export const IsRedisUrl = (): PropertyDecorator => saying('isRedisUrl', faultOf);

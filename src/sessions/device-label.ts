import Bowser from 'bowser';

/** "Firefox on Windows": enough for people to know a device again; null where nothing is known. */
export function deviceLabel(userAgent: string | null): string | null {
  if (userAgent === null || userAgent === '') return null;
  const { browser, os } = Bowser.parse(userAgent);
  if (browser.name === undefined || browser.name === '') return os.name ?? null;
  return os.name === undefined ? browser.name : `${browser.name} on ${os.name}`;
}

import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';
import type { Need } from '../../where-there-is.js';

const PATHS = [process.env.CHROMIUM ?? '', '/usr/bin/chromium', '/usr/bin/google-chrome'];

/** The first that is there. */
export const chromiums: Need<string> = {
  found: PATHS.filter((path) => path !== '' && existsSync(path)).slice(0, 1),
  absence: 'no Chromium is to be found (CHROMIUM, /usr/bin/chromium, /usr/bin/google-chrome)',
};

export const launchChromium = (executablePath: string): Promise<Browser> =>
  chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });

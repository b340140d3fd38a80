import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const PATHS = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/google-chrome'];

export const chromiumPath = (): string | undefined =>
  PATHS.find((path) => path !== undefined && path !== '' && existsSync(path));

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

/** Says that a browser test had nothing to run in; under CI that is a failure. */
export function withoutChromium(): void {
  const absence = 'No Chromium to be found (CHROMIUM, /usr/bin/chromium)';
  if (process.env.CI === 'true') throw new Error(absence);
  process.stderr.write(`\n${absence}: Swagger UI is not tested.\n`);
}

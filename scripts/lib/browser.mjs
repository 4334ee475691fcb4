import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from './toolchain.mjs';

const usualPlaces = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** How to get a browser, for a person who has none. */
export const howToGetABrowser =
  'apt-get install chromium, or npx playwright install chromium, or set CHROMIUM_PATH to the one you have';

/** @returns {string | undefined} path of a Chromium or Chrome on this machine */
export function findBrowser() {
  const { chromium } = createRequire(join(root, 'e2e/package.json'))(
    '@playwright/test',
  );
  return [
    process.env.CHROMIUM_PATH,
    ...usualPlaces,
    chromium.executablePath(),
  ].find(path => path && existsSync(path));
}

import { defineConfig } from '@playwright/test';
import { resolve } from 'node:path';

const root = resolve(__dirname, '..');

/** The portal as `npm start` gives it to a person, with sessions of a few seconds. */
export default defineConfig({
  testDir: './browser',
  testMatch: process.env.SCREENSHOTS ? '**/screenshots.ts' : '**/*.spec.ts',
  outputDir: resolve(root, '.test-results/browser'),
  timeout: 120_000,
  expect: { timeout: 20_000 },
  // One portal, one person at a time: the tests share its sandbox.
  workers: 1,
  fullyParallel: false,
  retries: 0,
  use: {
    acceptDownloads: true,
    trace: 'retain-on-failure',
    viewport: { width: 1280, height: 800 },
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  webServer: {
    command: 'node scripts/start.mjs --durations 8,300',
    cwd: root,
    env: { SANDBOX_STATE: resolve(root, '.test-results/sandbox') },
    timeout: 300_000,
    stdout: 'ignore',
    stderr: 'pipe',
    gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 },
    wait: {
      stdout:
        /The portal is at\s+(?<portal_url>\S+)\s+Slack is at\s+(?<slack_url>\S+)/,
    },
  },
});

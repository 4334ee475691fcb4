import { build, type BuildResult } from 'esbuild';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { gzipSync } from 'node:zlib';

/**
 * What the libraries promise to whoever takes them into a page: they need nothing of Node.js, carry no more than they need, and
 * do their work there.
 */
const libraries = ['iam-policy', 'manifests'];

async function bundle(library: string): Promise<{
  code: string;
  inputs: string[];
}> {
  const result: BuildResult<{ metafile: true; write: false }> = await build({
    entryPoints: [join(__dirname, `../../packages/${library}/src/index.ts`)],
    bundle: true,
    format: 'iife',
    globalName: 'library',
    minify: true,
    platform: 'browser',
    metafile: true,
    write: false,
    logLevel: 'silent',
  });
  return {
    code: result.outputFiles[0].text,
    inputs: Object.keys(result.metafile.inputs),
  };
}

describe.each(libraries)('%s in a page', library => {
  let code: string;
  let inputs: string[];
  beforeAll(async () => {
    ({ code, inputs } = await bundle(library));
  });

  it('brings neither the whole of the IAM data nor the test oracle', () => {
    expect(inputs.filter(path => path.includes('@cloud-copilot'))).toEqual([]);
  });

  it('is small enough to be loaded with a form', () => {
    expect(gzipSync(code).length).toBeLessThan(300 * 1024);
  });
});

it('builds, proves and writes down a role pair where there is no Node.js', async () => {
  const page = createContext({ TextEncoder, TextDecoder, URL });
  runInContext((await bundle('iam-policy')).code, page);
  runInContext('globalThis.iam = library', page);
  runInContext((await bundle('manifests')).code, page);
  const answer: unknown = runInContext(
    `
    const pair = iam.buildRolePair({
      platform: library.defaultOrganisation.aws,
      workload: { namespace: 'reports', serviceAccount: 'nightly', identity: 'irsa' },
      account: { accountId: '490262564977', region: 'us-east-2', externalId: 'cats@reports' },
      services: [{ service: 'glue', jobs: ['nightly'] }],
    });
    JSON.stringify({
      process: typeof process,
      verified: iam.verifyRolePair(pair).holds,
      files: library.rolePairTerraform(pair).map(file => file.path),
    })`,
    page,
  );
  expect(JSON.parse(String(answer))).toMatchObject({
    process: 'undefined',
    verified: true,
    files: expect.arrayContaining([
      expect.stringMatching(/platform\/main\.tf$/),
      expect.stringMatching(/external\/main\.tf$/),
    ]),
  });
});

/** @jest-environment node */
import { readdirSync, readFileSync } from 'fs';
import { join, relative } from 'path';
import { parseAllDocuments } from 'yaml';
import * as z from 'zod';
import { Cluster, describeWithCluster } from '../__testUtils__/cluster';
import { kubectlKustomize } from '../__testUtils__/kubectl';
import { printYaml } from '../yaml';
import { changesOf, pathsOf } from './__fixtures__/changes';
import { mistakes } from './__fixtures__/mistakes';
import { cronJob, deployment } from './__fixtures__/objects';
import { type Manifest, validateManifest } from '.';

const source = join(__dirname, '..');

const manifestSchema = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({ name: z.string().optional() }),
});

/** What of a text goes to an API server: no file of Kustomize, no template of CloudFormation. */
function manifestsOf(text: string): Manifest[] {
  return parseAllDocuments(text)
    .map(document => manifestSchema.safeParse(document.toJS()).data)
    .filter(manifest => manifest !== undefined);
}

const goldenFiles = readdirSync(source, {
  recursive: true,
  withFileTypes: true,
})
  .map(entry => join(entry.parentPath, entry.name))
  .filter(path => path.includes('__golden__') && path.endsWith('.yaml'))
  .map(path => ({
    file: relative(source, path),
    manifests: manifestsOf(readFileSync(path, 'utf8')),
  }))
  .filter(({ manifests }) => manifests.length > 0);

/** Those of Vault's agent are laid over workloads that are there. */
const isPatch = ({ file }: { file: string }) => file.startsWith('vault');

/** Of the manifests that have the same fields, one. */
function oneOfEachShape() {
  const shapes = new Map(
    goldenFiles
      .filter(file => !isPatch(file))
      .flatMap(({ file, manifests }) =>
        manifests.map(manifest => ({ file, kind: manifest.kind, manifest })),
      )
      .map(one => [
        [one.kind, ...pathsOf(one.manifest).map(path => path.join())].join(';'),
        one,
      ]),
  );
  return [...shapes.values()];
}

/** Mistakes of ours that the API server lets pass. */
const passed: Record<string, string> = {
  null: 'means that the field is not there',
  'a status': 'is thrown away',
  'a variable that no shell can read': 'other programs can',
  'a range of addresses that is none': 'is read as the range around it',
};

/** Minor versions of Kubernetes since which fields are known, or known without a feature gate. */
const knownSince: Record<string, number> = {
  '.spec.ttlSecondsAfterFinished': 21,
  '.spec.timeZone': 25,
};

describeWithCluster('a real API server', () => {
  const cluster = new Cluster();
  beforeAll(() => cluster.start());
  afterAll(() => cluster.dispose());

  const objections = (manifest: Manifest) =>
    cluster.objections(
      manifest.kind === 'CronJob' && !cluster.since(21)
        ? { ...manifest, apiVersion: 'batch/v1beta1' }
        : manifest,
    );

  /** Without what a server is too old to know. */
  const ofItsVersion = (paths: string[]) =>
    paths.filter(path => cluster.since(knownSince[path] ?? 0));

  it('is asked about everything that is generated', () => {
    expect(goldenFiles.length).toBeGreaterThan(90);
  });

  it.each(goldenFiles.filter(file => !isPatch(file)))(
    'takes $file as it is',
    async ({ manifests }) => {
      for (const manifest of manifests) {
        expect(ofItsVersion(await objections(manifest))).toEqual([]);
      }
    },
  );

  it.each(goldenFiles.filter(isPatch))(
    'takes a workload patched with $file',
    async ({ manifests: [patch] }) => {
      const workload = patch.kind === 'CronJob' ? cronJob({}) : deployment({});
      const output = kubectlKustomize('.', [
        {
          path: 'workload.yaml',
          content: printYaml({ ...workload, metadata: patch.metadata }),
        },
        { path: 'patch.yaml', content: printYaml(patch) },
        {
          path: 'kustomization.yaml',
          content: 'resources: [workload.yaml]\npatches: [path: patch.yaml]\n',
        },
      ]);
      const [patched] = manifestsOf(output);
      expect(patched).not.toEqual(workload);
      expect(ofItsVersion(await objections(patched))).toEqual([]);
    },
  );

  it.each(
    mistakes.filter(
      ([name, object]) =>
        !(name in passed) && manifestSchema.safeParse(object).success,
    ),
  )('does not take %s', async (_, object) => {
    const manifest = manifestSchema.parse(object);
    expect(validateManifest(manifest)).not.toEqual([]);
    expect(await objections(manifest)).not.toEqual([]);
  });

  it.each(oneOfEachShape())(
    'refuses no change of $file $kind that we take',
    async ({ manifest }) => {
      const missed = [];
      for (const { change, changed } of changesOf(manifest)) {
        if (validateManifest(changed).length === 0) {
          const reasons = ofItsVersion(await objections(changed));
          missed.push(...reasons.map(reason => `${change}: ${reason}`));
        }
      }
      expect(missed).toEqual([]);
    },
    60_000,
  );
});

/**
 * The arrows between workspaces: who may depend on whom. ESLint sees to it that an import is declared in package.json and
 * that no relative path leads out of a package (`plugin:@backstage/recommended`); this looks at what is declared.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './toolchain.mjs';

const scope = '@cluster-self-service/';
const pureLibraries = ['iam-policy', 'manifests'];

/** @returns {string[]} what each kind of workspace may depend on, besides packages from outside */
const mayDependOn = {
  'pure library': ['pure library'],
  'node library': ['pure library', 'node library'],
  sandbox: ['pure library'],
  common: ['common', 'pure library'],
  'plugin node library': [
    'common',
    'plugin node library',
    'node library',
    'pure library',
  ],
  'backend plugin': [
    'common',
    'plugin node library',
    'node library',
    'pure library',
  ],
  'backend module': [
    'common',
    'plugin node library',
    'node library',
    'pure library',
  ],
  frontend: ['common', 'pure library'],
  portal: [
    'frontend',
    'backend plugin',
    'backend module',
    'common',
    'plugin node library',
  ],
  trial: ['sandbox', 'node library', 'pure library', 'common'],
};

/** What kind of workspace stands in a folder, by its name and its Backstage role. */
export function kindOf(folder, role) {
  const [top, name] = folder.split('/');
  if (['e2e', 'bench'].includes(top)) {
    return 'trial';
  }
  if (top === 'packages') {
    if (['app', 'backend'].includes(name)) {
      return 'portal';
    }
    if (name === 'sandbox') {
      return 'sandbox';
    }
    return pureLibraries.includes(name) ? 'pure library' : 'node library';
  }
  return {
    'common-library': 'common',
    'node-library': 'plugin node library',
    'backend-plugin': 'backend plugin',
    'backend-plugin-module': 'backend module',
    'frontend-plugin': 'frontend',
    'frontend-plugin-module': 'frontend',
  }[role];
}

/**
 * @param {Array<{folder: string, name: string, role: string, dependencies: string[]}>} workspaces
 * @returns {string[]} one sentence for each dependency that runs against the arrows
 */
export function findWrongArrows(workspaces) {
  const kinds = new Map(
    workspaces.map(({ name, folder, role }) => [name, kindOf(folder, role)]),
  );
  return workspaces.flatMap(({ name, folder, dependencies }) => {
    const kind = kinds.get(name);
    if (!kind) {
      return [`${folder}: no place in the architecture for its Backstage role`];
    }
    return dependencies
      .filter(dependency => dependency.startsWith(scope))
      .filter(dependency => !mayDependOn[kind].includes(kinds.get(dependency)))
      .map(
        dependency =>
          `${folder} (${kind}) may not depend on ${dependency} (${kinds.get(
            dependency,
          )})`,
      );
  });
}

/** Reads the workspaces from the disk. */
export function readWorkspaces() {
  const folders = [
    'e2e',
    'bench',
    ...['packages', 'plugins'].flatMap(top =>
      readdirSync(join(root, top)).map(name => `${top}/${name}`),
    ),
  ];
  return folders
    .filter(folder => existsSync(join(root, folder, 'package.json')))
    .map(folder => {
      const manifest = JSON.parse(
        readFileSync(join(root, folder, 'package.json'), 'utf8'),
      );
      return {
        folder,
        name: manifest.name,
        role: manifest.backstage?.role,
        dependencies: Object.keys(manifest.dependencies ?? {}),
      };
    });
}

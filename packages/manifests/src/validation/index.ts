export { knownKinds } from './schema';
export type { Manifest } from './types';
export { assertValid, validateManifest, validateYaml } from './validate';

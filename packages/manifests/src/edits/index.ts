export * from './hcl';
export {
  addComponent,
  addPatch,
  addResource,
  removeComponent,
  removeImage,
  removePatch,
  removeResource,
  setImage,
  setNamespace,
} from './kustomization';
export type { KustomizeImage, KustomizePatch } from './kustomizationFields';
export {
  addRegistryEntry,
  changeRegistryEntry,
  removeRegistryEntry,
} from './registry';
export type { RegistryPlace } from './registry';
export type { EditResult, EditValue } from './types';
export { removeHelmValue, setHelmValue } from './values';
export * from './yaml';

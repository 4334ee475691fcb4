export { AdmissionChain } from './admission';
export { applyObject } from './apply';
export {
  type Authorizer,
  type Cluster,
  type FieldValidation,
  internalWrite,
  type WriteOptions,
} from './cluster';
export { createObject } from './create';
export {
  type DeleteOptions,
  deleteObject,
  FOREGROUND_FINALIZER,
  ORPHAN_FINALIZER,
  type PropagationPolicy,
} from './delete';
export { deleteCollection } from './delete-collection';
export {
  listObjects,
  type ListQuery,
  type ObjectList,
  parseRevision,
  requireReached,
  selection,
} from './list';
export { APPLY_PATCH, patchObject, patchTypesOf } from './patch';
export { changeObject, inVersion, liveObject, updateObject } from './update';
export { storageKey, type Target } from './write';

export { removeHclAttribute, setHclAttribute } from './attributes';
export type { HclAttributeEdit } from './attributes';
export { addHclBlock, removeHclBlock } from './blocks';
export {
  addHclListItem,
  removeHclEntry,
  removeHclListItem,
  setHclEntry,
} from './entries';
export type { HclCollectionPlace } from './collectionEdits';
export type { HclItemPlace } from './entries';
export type { HclBlockName, HclPlace } from './find';
export type { HclValue } from './values';

export { applyJsonPatch } from './json-patch';
export { mergePatch } from './merge-patch';
export { strategicMergePatch } from './strategic-merge';

export { kustomization, kustomizationInput } from './kustomization';
export type { KustomizationInput } from './kustomization';

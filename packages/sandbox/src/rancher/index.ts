export type { ActionName } from './actions';
export { actionNames } from './actions';
export type { DownstreamRight } from './downstream';
export { rancherCrds } from './crds';
export { rancherSeeds } from './manifests';
export { startRancher } from './rancher';
export type { SandboxCluster } from './seeds';
export type { RancherMode } from './status';
export type { Rancher, RancherOptions, WorkOptions } from './types';

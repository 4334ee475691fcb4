export type { KubernetesObject, ObjectMeta } from './types';

export {
  namespaceFiles,
  namespaceInput,
  namespaceManifests,
} from './namespace';
export { serviceAccount, serviceAccountInput } from './serviceAccount';
export type { KubernetesObject, ObjectMeta } from './types';

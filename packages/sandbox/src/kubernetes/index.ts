export {
  startKubernetesApiServer,
  type KubernetesApiServerOptions,
} from './server';
export { ApiError, isApiError } from './errors';
export type {
  AdmissionDenial,
  AdmissionPlugin,
  AdmissionRequest,
  GroupResource,
  Json,
  KubernetesApiServer,
  ObjectAccess,
  PolicyRule,
  ResourceAttributes,
  StoredObject,
  UserInfo,
} from './types';

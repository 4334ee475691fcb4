/**
 * The backend of cluster access.
 *
 * @packageDocumentation
 */
export { clusterAccessPlugin as default } from './plugin';
export {
  accessSessionResourceRef,
  hasPhase as hasPhasePermissionRule,
  isHolder as isHolderPermissionRule,
} from './service';

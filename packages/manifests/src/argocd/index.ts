export { application, applicationWarnings } from './application';
export { applicationInput } from './applicationInput';
export type { ApplicationInput } from './applicationInput';
export {
  applicationSet,
  applicationSetInput,
  applicationSetWarnings,
} from './applicationSet';
export type { ApplicationSetInput } from './applicationSet';
export { tenantProject } from './appProject';
export { tenantProjectInput } from './projectInput';
export type { TenantProjectInput } from './projectInput';
export { readTerminalRbac } from './rbac';
export type { ProjectPolicy } from './rbac';
export {
  toolkitApplication,
  toolkitApplicationInput,
} from './toolkitApplication';
export type { ToolkitApplicationInput } from './toolkitApplication';
export { trackedBy, trackingId, trackingIdInput } from './tracking';
export type { TrackingIdInput } from './tracking';

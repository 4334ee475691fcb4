export { defaultOrganisation } from './defaults';
export {
  domainKey,
  externalId,
  fitName,
  managedName,
  secretPath,
} from './names';
export { organisationSchema, readOrganisation } from './schema';
export type { OrganisationInput } from './schema';
export type { Organisation } from './types';

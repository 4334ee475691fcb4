export {
  aggregatedDiscovery,
  apiGroup,
  apiGroupList,
  apiVersions,
  hasVersion,
  resourceList,
} from './discovery';
export { openApiIndex, openApiV2, openApiV3 } from './openapi';

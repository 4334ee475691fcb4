export {
  aggregatedDiscovery,
  apiGroup,
  apiGroupList,
  apiVersions,
  hasVersion,
  resourceList,
} from './discovery';

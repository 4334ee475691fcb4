export {
  APPLY_PATCH,
  Client,
  JSON_PATCH,
  MERGE_PATCH,
  STRATEGIC_PATCH,
} from './client';
export type { Answer, Body } from './client';
export { Cluster, configMap, configMaps, CRDS } from './cluster';
export type { WidgetType } from './cluster';
export { conformance } from './conformance';
export { until } from '../../waiting';
export { at, listAt, objectAt, stringAt, stringsAt } from './json';
export type { WatchEvent } from './watch';

export { imageReference } from './image';
export {
  annotations,
  annotationValue,
  dnsLabel,
  dnsSubdomain,
  environmentName,
  labelKey,
  labels,
  labelValue,
  quantity,
} from './kubernetes';
export { cidr, port } from './network';
export { plainText, repositoryPath } from './text';
export { cronSchedule, duration, timeZone } from './time';

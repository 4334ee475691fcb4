export { arnOf, roleArn, securityGroupId } from './aws';
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
} from './kubernetes';
export { cidr, isPartOf, port } from './network';
export { quantity, quantityValue } from './quantity';
export { plainText, repositoryPath } from './text';
export { cronSchedule, duration, timeZone } from './time';

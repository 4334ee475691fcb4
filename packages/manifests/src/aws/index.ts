export { foreignPolicyFiles } from './foreignPolicies';
export { clusterName, pairFolder, queueUrl } from './names';
export { pairReadme } from './readme';
export { awsTags } from './tags';

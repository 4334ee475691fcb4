export { awsCallWorkload, awsCallWorkloadFiles } from './awsCallWorkload';
export { awsCallWorkloadInput } from './input';

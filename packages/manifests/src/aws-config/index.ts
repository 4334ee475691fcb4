export { awsConfig, awsConfigInput, awsConfigText } from './awsConfig';

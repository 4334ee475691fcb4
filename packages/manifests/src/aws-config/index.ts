export { awsConfig, awsConfigInput, awsConfigText, hopsOf } from './awsConfig';

export { prepareRealCluster } from './prepare';

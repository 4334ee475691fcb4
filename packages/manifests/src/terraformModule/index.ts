export { awsProvider, output, terraformBlock, variable } from './blocks';
export { printModule } from './print';
export type { ModuleBodies } from './print';

export { printManifests, printYaml } from './print';

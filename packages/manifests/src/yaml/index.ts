export { printManifests, printYaml } from './print';
export { parseManifests } from './read';

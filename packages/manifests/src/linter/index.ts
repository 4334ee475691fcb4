export { lintManifests } from './lintManifests';
export { lintMarkdown } from './markdown';
export { lintShell } from './shell';

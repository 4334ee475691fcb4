export { readSettings, type AccessSettings } from './settings';

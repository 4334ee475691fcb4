export { EndSession } from './EndSession';

export { SessionFacts } from './SessionFacts';

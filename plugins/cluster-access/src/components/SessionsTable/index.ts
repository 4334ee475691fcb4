export { SessionsTable } from './SessionsTable';

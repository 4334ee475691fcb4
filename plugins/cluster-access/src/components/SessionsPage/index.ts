export { SessionsPage } from './SessionsPage';
export { SessionsRouter } from './SessionsRouter';

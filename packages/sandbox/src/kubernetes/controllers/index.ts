export { startControllers } from './controllers';

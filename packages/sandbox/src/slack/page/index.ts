export { createPage } from './router';

export { RequestAccessButton } from './RequestAccessButton';

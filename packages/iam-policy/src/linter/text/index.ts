export { readPolicyText } from './read';
export type * from './types';

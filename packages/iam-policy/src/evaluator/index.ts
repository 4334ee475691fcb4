export { evaluateChain } from './chain';
export { evaluate } from './evaluate';
export type * from './types';

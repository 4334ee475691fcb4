export { policyToJson, printPolicy } from './print';
export type { JsonValue } from './print';
export { parsePolicy, readPolicy } from './read';
export type * from './types';

export { compileConditions } from './condition';
export type { Condition } from './condition';

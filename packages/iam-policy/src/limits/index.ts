export { measurePolicy, policyLimits } from './measure';
export type { PolicyLimit, PolicyMeasure } from './measure';

export { golden, print, printContribution } from './golden';
export { account, place, platform, workload } from './pair';
export { hostile } from './hostile';

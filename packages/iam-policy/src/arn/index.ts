export { arnMatchesPattern, formatArn, isAccountId, parseArn } from './arn';
export type { Arn } from './arn';

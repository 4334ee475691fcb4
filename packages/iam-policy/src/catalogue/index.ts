export { arnMatchesFormat, exampleArn } from './arn-format';
export { builtInCatalogue } from './built-in';
export { createCatalogue, expandActions, resourceTypesOf } from './catalogue';
export { managesPermissions } from './permissions';
export type * from './types';

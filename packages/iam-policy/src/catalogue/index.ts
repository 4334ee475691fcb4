export { arnMatchesFormat, exampleArn } from './arn-format';
export { builtInCatalogue } from './built-in';
export { createCatalogue, expandActions, resourceTypesOf } from './catalogue';
export type * from './types';

export {
  rolePairCloudFormation,
  rolePairCloudFormationOptions,
} from './rolePair';
export { roleCloudFormation, roleCloudFormationOptions } from './singleRole';
export { templateProblems } from './validate';

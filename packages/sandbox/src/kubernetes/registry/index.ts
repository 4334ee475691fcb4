export { BUILT_IN_TYPES, REVIEWS, type Review } from './built-in-types';
export { customTypes } from './custom-types';
export { byVersion, TypeRegistry } from './registry';
export {
  apiVersionOf,
  hasStatus,
  type ServedType,
  type TableColumn,
} from './served-type';

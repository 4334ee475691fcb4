export {
  accountIdField,
  arnField,
  externalIdField,
  organizationIdField,
  regionField,
  roleNameField,
} from './aws';
export { fieldPath, InvalidFieldsError, parseFields } from './problems';
export type { FieldProblem } from './problems';

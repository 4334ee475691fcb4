export { fieldPath, InvalidFieldsError, parseFields } from './problems';
export type { FieldProblem } from './problems';

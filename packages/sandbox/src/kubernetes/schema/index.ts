export { compileStructuralSchema } from './compile';
export type { CompiledSchema } from './compile';
export { validateCrd } from './crd';
export {
  fieldErrorText,
  duplicate,
  forbidden,
  invalid,
  notSupported,
  required,
} from './errors';
export type { FieldError, FieldErrorType } from './errors';
export { invalidStatus } from './status';
export type { InvalidStatus } from './status';

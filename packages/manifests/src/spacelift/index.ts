export { spaceliftInput } from './input';
export type { SpaceliftInput } from './input';
export { spaceliftModule } from './module';
export {
  spaceliftManagedPolicies,
  spaceliftRole,
  spaceliftRoleInput,
} from './role';

export {
  CLUSTER_ROLE_BINDINGS,
  CLUSTER_ROLES,
  RbacAuthorizer,
  ROLE_BINDINGS,
  ROLES,
} from './authorizer';
export { BOOTSTRAP_RBAC } from './bootstrap';
export { printRule, uncovered } from './covers';
export { parseRule, ruleAllows } from './rules';

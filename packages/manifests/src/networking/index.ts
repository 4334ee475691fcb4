export { networkPolicies, networkPoliciesInput } from './networkPolicies';
export {
  securityGroupPolicy,
  securityGroupPolicyInput,
} from './securityGroupPolicy';

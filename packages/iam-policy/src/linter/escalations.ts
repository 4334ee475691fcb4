/** A way to rights one was not given. */
export interface Escalation {
  /** All of them are needed. */
  actions: string[];
  /** Completes "whoever may do this ...". */
  gain: string;
}

/**
 * Known paths. Each needs nothing else than its actions on a resource that may be chosen.
 *
 * @see https://github.com/RhinoSecurityLabs/AWS-IAM-Privilege-Escalation
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
 */
export const escalations: readonly Escalation[] = [
  {
    actions: ['iam:CreatePolicyVersion'],
    gain: 'rewrites a policy that is attached to them',
  },
  {
    actions: ['iam:SetDefaultPolicyVersion'],
    gain: 'brings an older, wider version of a policy back',
  },
  {
    actions: ['iam:AttachRolePolicy'],
    gain: 'attaches AdministratorAccess to a role they can take',
  },
  {
    actions: ['iam:AttachUserPolicy'],
    gain: 'attaches AdministratorAccess to a user',
  },
  {
    actions: ['iam:AttachGroupPolicy'],
    gain: 'attaches AdministratorAccess to a group they are in',
  },
  {
    actions: ['iam:PutRolePolicy'],
    gain: 'writes any rights into a role they can take',
  },
  {
    actions: ['iam:PutUserPolicy'],
    gain: 'writes any rights into a user',
  },
  {
    actions: ['iam:PutGroupPolicy'],
    gain: 'writes any rights into a group they are in',
  },
  {
    actions: ['iam:AddUserToGroup'],
    gain: 'puts a user into the group of the administrators',
  },
  {
    actions: ['iam:UpdateAssumeRolePolicy'],
    gain: 'makes any role trust them',
  },
  {
    actions: ['iam:CreateAccessKey'],
    gain: 'makes keys of any user',
  },
  {
    actions: ['iam:CreateLoginProfile'],
    gain: 'gives any user a password of their own choice',
  },
  {
    actions: ['iam:UpdateLoginProfile'],
    gain: 'changes the password of any user',
  },
  {
    actions: ['iam:DeleteRolePermissionsBoundary'],
    gain: 'takes the boundary off a role',
  },
  {
    actions: ['iam:PutRolePermissionsBoundary'],
    gain: 'replaces the boundary of a role',
  },
  {
    actions: ['iam:DeleteUserPermissionsBoundary'],
    gain: 'takes the boundary off a user',
  },
  {
    actions: ['iam:CreateRole'],
    gain: 'makes roles that nothing limits',
  },
  {
    actions: ['lambda:UpdateFunctionCode'],
    gain: "runs code of their own with any function's role",
  },
  {
    actions: ['lambda:CreateFunction', 'iam:PassRole'],
    gain: 'runs code with any role that trusts Lambda',
  },
  {
    actions: ['glue:CreateDevEndpoint', 'iam:PassRole'],
    gain: 'gets a shell with any role that trusts Glue',
  },
  {
    actions: ['glue:UpdateDevEndpoint'],
    gain: "gets a shell with an endpoint's role",
  },
  {
    actions: ['glue:CreateJob', 'iam:PassRole'],
    gain: 'runs code with any role that trusts Glue',
  },
  {
    actions: ['sagemaker:CreateNotebookInstance', 'iam:PassRole'],
    gain: 'gets a shell with any role that trusts SageMaker',
  },
  {
    actions: ['sagemaker:CreatePresignedNotebookInstanceUrl'],
    gain: "gets a shell with a notebook's role",
  },
  {
    actions: ['states:UpdateStateMachine'],
    gain: "runs steps of their own with a state machine's role",
  },
];

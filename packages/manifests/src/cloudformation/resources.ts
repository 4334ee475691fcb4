import {
  type Arn,
  type FieldProblem,
  InvalidFieldsError,
  parseArn,
  policyToJson,
  type ResourcePolicy,
  type RoleDefinition,
} from '@cluster-self-service/iam-policy';
import { queueUrl } from '../aws';
import type { JsonObject } from '../records';
import type { CloudFormationResource } from './types';

/** A role with its inline policies. */
export function roleResource(
  role: RoleDefinition,
  options: {
    tags?: Readonly<Record<string, string>>;
    managedPolicyArns?: readonly string[];
  } = {},
): CloudFormationResource {
  const managed = options.managedPolicyArns ?? [];
  return {
    Type: 'AWS::IAM::Role',
    Properties: {
      RoleName: role.name,
      Description: role.description,
      MaxSessionDuration: role.maxSessionDuration,
      ...(role.permissionsBoundaryArn && {
        PermissionsBoundary: role.permissionsBoundaryArn,
      }),
      AssumeRolePolicyDocument: policyToJson(role.trustPolicy),
      ...(managed.length > 0 && { ManagedPolicyArns: [...managed] }),
      ...(role.policies.length > 0 && {
        Policies: role.policies.map(({ name, document }) => ({
          PolicyName: name,
          PolicyDocument: policyToJson(document),
        })),
      }),
      ...tagsProperty(options.tags),
    },
  };
}

/** Hands a role to the pods of a service account. */
export function podIdentityAssociation(options: {
  clusterName: string;
  namespace: string;
  serviceAccount: string;
  role: string;
  tags?: Readonly<Record<string, string>>;
}): CloudFormationResource {
  return {
    Type: 'AWS::EKS::PodIdentityAssociation',
    Properties: {
      ClusterName: options.clusterName,
      Namespace: options.namespace,
      ServiceAccount: options.serviceAccount,
      RoleArn: attributeOf(options.role, 'Arn'),
      ...tagsProperty(options.tags),
    },
  };
}

function tagsProperty(tags: Readonly<Record<string, string>> = {}): JsonObject {
  const list = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
  return list.length > 0 ? { Tags: list } : {};
}

/** `Fn::GetAtt` of a resource of the same template. */
export function attributeOf(resource: string, name: string): JsonObject {
  return { 'Fn::GetAtt': [resource, name] };
}

const policyKinds: Record<
  string,
  | {
      type: string;
      properties(arn: Arn, text: string, document: JsonObject): JsonObject;
    }
  | undefined
> = {
  s3: {
    type: 'AWS::S3::BucketPolicy',
    properties: ({ resource }, _, PolicyDocument) => ({
      Bucket: resource,
      PolicyDocument,
    }),
  },
  sqs: {
    type: 'AWS::SQS::QueuePolicy',
    properties: (arn, _, PolicyDocument) => ({
      Queues: [queueUrl(arn)],
      PolicyDocument,
    }),
  },
  sns: {
    type: 'AWS::SNS::TopicPolicy',
    properties: (_, arn, PolicyDocument) => ({ Topics: [arn], PolicyDocument }),
  },
  secretsmanager: {
    type: 'AWS::SecretsManager::ResourcePolicy',
    properties: (_, arn, document) => ({
      SecretId: arn,
      ResourcePolicy: document,
    }),
  },
};

/**
 * Policies on resources that exist already, by logical id. They wait for the roles: a policy that names a role which does not
 * exist yet is refused.
 *
 * @throws InvalidFieldsError for a resource whose policy CloudFormation cannot put by itself
 */
export function resourcePolicyResources(
  policies: readonly ResourcePolicy[],
  options: { field: string; roles: string[] },
): Record<string, CloudFormationResource> {
  const problems: FieldProblem[] = [];
  const resources: Record<string, CloudFormationResource> = {};
  policies.forEach(({ resource, policy }, index) => {
    const arn = parseArn(resource);
    const kind = arn && policyKinds[arn.service];
    if (!arn || !kind) {
      problems.push({
        path: `${options.field}[${index}].resource`,
        message: `put the policy on ${resource} yourself: use the ARN of a bucket, queue, topic or secret`,
      });
      return;
    }
    resources[`ResourcePolicy${index + 1}`] = {
      Type: kind.type,
      DependsOn: options.roles,
      Properties: kind.properties(arn, resource, policyToJson(policy.document)),
    };
  });
  if (problems.length > 0) {
    throw new InvalidFieldsError(problems);
  }
  return resources;
}

import {
  type Arn,
  type FieldProblem,
  InvalidFieldsError,
  parseArn,
  type ResourcePolicy,
} from '@cluster-self-service/iam-policy';
import { queueUrl } from '../aws';
import {
  attributes,
  type Body,
  comment,
  type Expression,
  named,
  reference,
} from '../hcl';
import { distinctLabels } from './labels';
import { policyExpression } from './role';

/** The resource that puts a policy on a resource of a service, and the argument that names it. */
interface PolicyResource {
  type: string;
  target(arn: Arn, text: string): Record<string, Expression>;
}

const policyResources: Record<string, PolicyResource> = {
  s3: {
    type: 'aws_s3_bucket_policy',
    target: ({ resource }) => ({ bucket: resource }),
  },
  sqs: {
    type: 'aws_sqs_queue_policy',
    target: arn => ({ queue_url: queueUrl(arn) }),
  },
  sns: { type: 'aws_sns_topic_policy', target: (_, arn) => ({ arn }) },
  kms: { type: 'aws_kms_key_policy', target: (_, arn) => ({ key_id: arn }) },
  secretsmanager: {
    type: 'aws_secretsmanager_secret_policy',
    target: (_, arn) => ({ secret_arn: arn }),
  },
  dynamodb: {
    type: 'aws_dynamodb_resource_policy',
    target: (_, arn) => ({ resource_arn: arn }),
  },
};

/**
 * Policies on resources that exist already.
 *
 * @param options - `field` that holds the list, for messages; `roles` of the module, which have to exist before a policy names them
 * @throws InvalidFieldsError for a resource that can have no policy here
 */
export function resourcePolicyBlocks(
  policies: readonly ResourcePolicy[],
  { field, roles }: { field: string; roles: readonly string[] },
): Body {
  const names = distinctLabels(
    policies.map(({ resource }) => parseArn(resource)?.resource ?? resource),
  );
  const problems: FieldProblem[] = [];
  const blocks = policies.flatMap(({ resource, policy }, index) => {
    const arn = parseArn(resource);
    const kind = arn && policyResources[arn.service];
    if (!arn || !kind) {
      problems.push({
        path: `${field}[${index}].resource`,
        message: `put the policy on ${resource} yourself: use the ARN of a bucket, queue, topic, key, secret or table`,
      });
      return [];
    }
    return [
      comment(
        'A resource has one policy: this one takes the place of what is there now.',
      ),
      named(
        'resource',
        [kind.type, names[index]],
        attributes({
          ...kind.target(arn, resource),
          policy: policyExpression(policy.document),
          depends_on: roles.map(role => reference('aws_iam_role', role)),
        }),
      ),
    ];
  });
  if (problems.length > 0) {
    throw new InvalidFieldsError(problems);
  }
  return blocks;
}

/**
 * What a template of ours may hold, strictly: the properties of the resource types that are written here, as AWS documents
 * them. It is JSON Schema, draft 7.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-template-resource-type-ref.html
 */
export const templateSchema = {
  $id: 'cloudformation-template',
  type: 'object',
  required: ['AWSTemplateFormatVersion', 'Resources'],
  additionalProperties: false,
  properties: {
    AWSTemplateFormatVersion: { const: '2010-09-09' },
    Description: { type: 'string', maxLength: 1024 },
    Resources: {
      type: 'object',
      minProperties: 1,
      maxProperties: 500,
      propertyNames: { pattern: '^[A-Za-z0-9]{1,255}$' },
      additionalProperties: {
        oneOf: [
          { $ref: '#/definitions/role' },
          { $ref: '#/definitions/podIdentityAssociation' },
          { $ref: '#/definitions/bucketPolicy' },
          { $ref: '#/definitions/queuePolicy' },
          { $ref: '#/definitions/topicPolicy' },
          { $ref: '#/definitions/secretPolicy' },
        ],
      },
    },
    Outputs: {
      type: 'object',
      maxProperties: 200,
      propertyNames: { pattern: '^[A-Za-z0-9]{1,255}$' },
      additionalProperties: {
        type: 'object',
        required: ['Value'],
        additionalProperties: false,
        properties: {
          Description: { type: 'string', maxLength: 1024 },
          Value: {
            oneOf: [{ type: 'string' }, { $ref: '#/definitions/getAtt' }],
          },
        },
      },
    },
  },
  definitions: {
    role: resource('AWS::IAM::Role', ['AssumeRolePolicyDocument'], {
      RoleName: { type: 'string', pattern: '^[\\w+=,.@-]{1,64}$' },
      Description: { type: 'string', maxLength: 1000 },
      MaxSessionDuration: { type: 'integer', minimum: 3600, maximum: 43200 },
      PermissionsBoundary: { $ref: '#/definitions/arn' },
      AssumeRolePolicyDocument: { $ref: '#/definitions/policy' },
      ManagedPolicyArns: list({ $ref: '#/definitions/arn' }),
      Policies: list({
        type: 'object',
        required: ['PolicyName', 'PolicyDocument'],
        additionalProperties: false,
        properties: {
          PolicyName: { type: 'string', pattern: '^[\\w+=,.@-]{1,128}$' },
          PolicyDocument: { $ref: '#/definitions/policy' },
        },
      }),
      Tags: list({ $ref: '#/definitions/tag' }),
    }),
    podIdentityAssociation: resource(
      'AWS::EKS::PodIdentityAssociation',
      ['ClusterName', 'Namespace', 'RoleArn', 'ServiceAccount'],
      {
        ClusterName: { type: 'string', minLength: 1 },
        Namespace: { type: 'string', minLength: 1 },
        ServiceAccount: { type: 'string', minLength: 1 },
        RoleArn: { $ref: '#/definitions/getAtt' },
        Tags: list({ $ref: '#/definitions/tag' }),
      },
    ),
    bucketPolicy: resource(
      'AWS::S3::BucketPolicy',
      ['Bucket', 'PolicyDocument'],
      {
        Bucket: { type: 'string', pattern: '^[a-z0-9.-]{3,63}$' },
        PolicyDocument: { $ref: '#/definitions/policy' },
      },
    ),
    queuePolicy: resource(
      'AWS::SQS::QueuePolicy',
      ['Queues', 'PolicyDocument'],
      {
        Queues: list({ type: 'string', pattern: '^https://sqs\\.' }),
        PolicyDocument: { $ref: '#/definitions/policy' },
      },
    ),
    topicPolicy: resource(
      'AWS::SNS::TopicPolicy',
      ['Topics', 'PolicyDocument'],
      {
        Topics: list({ $ref: '#/definitions/arn' }),
        PolicyDocument: { $ref: '#/definitions/policy' },
      },
    ),
    secretPolicy: resource(
      'AWS::SecretsManager::ResourcePolicy',
      ['SecretId', 'ResourcePolicy'],
      {
        SecretId: { $ref: '#/definitions/arn' },
        ResourcePolicy: { $ref: '#/definitions/policy' },
      },
    ),
    tag: {
      type: 'object',
      required: ['Key', 'Value'],
      additionalProperties: false,
      properties: {
        Key: { type: 'string', minLength: 1, maxLength: 128 },
        Value: { type: 'string', maxLength: 256 },
      },
    },
    arn: { type: 'string', pattern: '^arn:aws[a-z-]*:' },
    getAtt: {
      type: 'object',
      required: ['Fn::GetAtt'],
      additionalProperties: false,
      properties: {
        'Fn::GetAtt': { ...list({ type: 'string' }), minItems: 2 },
      },
    },
    policy: {
      type: 'object',
      required: ['Version', 'Statement'],
      additionalProperties: false,
      properties: {
        Version: { const: '2012-10-17' },
        Id: { type: 'string' },
        Statement: list({
          type: 'object',
          required: ['Effect'],
          additionalProperties: false,
          properties: {
            Sid: { type: 'string', pattern: '^[A-Za-z0-9]*$' },
            Effect: { enum: ['Allow', 'Deny'] },
            Principal: { $ref: '#/definitions/principal' },
            NotPrincipal: { $ref: '#/definitions/principal' },
            Action: { $ref: '#/definitions/texts' },
            NotAction: { $ref: '#/definitions/texts' },
            Resource: { $ref: '#/definitions/texts' },
            NotResource: { $ref: '#/definitions/texts' },
            Condition: {
              type: 'object',
              additionalProperties: {
                type: 'object',
                additionalProperties: { $ref: '#/definitions/texts' },
              },
            },
          },
        }),
      },
    },
    principal: {
      oneOf: [
        { const: '*' },
        {
          type: 'object',
          minProperties: 1,
          additionalProperties: false,
          properties: {
            AWS: { $ref: '#/definitions/texts' },
            Service: { $ref: '#/definitions/texts' },
            Federated: { $ref: '#/definitions/texts' },
            CanonicalUser: { $ref: '#/definitions/texts' },
          },
        },
      ],
    },
    texts: { oneOf: [{ type: 'string' }, list({ type: 'string' })] },
  },
};

function resource(type: string, required: string[], properties: object) {
  return {
    type: 'object',
    required: ['Type', 'Properties'],
    additionalProperties: false,
    properties: {
      Type: { const: type },
      DependsOn: list({ type: 'string', pattern: '^[A-Za-z0-9]{1,255}$' }),
      Properties: {
        type: 'object',
        required,
        additionalProperties: false,
        properties,
      },
    },
  };
}

function list(items: object) {
  return { type: 'array', minItems: 1, items };
}

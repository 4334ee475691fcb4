import type { ConditionKeyType } from '../catalogue';

/**
 * Condition keys that requests to any service may have, by their type; some come with the caller's session. A key that ends in `/` takes a tag's name behind it.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
const keysByType: Readonly<Partial<Record<ConditionKeyType, string>>> = {
  String: `aws:CalledViaAWSMCP aws:CalledViaFirst aws:CalledViaLast aws:Ec2InstanceSourceVpc
    aws:FederatedProvider aws:PrincipalAccount aws:PrincipalOrgID aws:PrincipalServiceName aws:PrincipalTag/
    aws:PrincipalType aws:referer aws:RequestedRegion aws:RequestTag/ aws:ResourceAccount aws:ResourceOrgID
    aws:ResourceTag/ aws:SourceAccount aws:SourceIdentity aws:SourceOrgID aws:SourceOwner aws:SourceVpc aws:SourceVpcArn
    aws:SourceVpce aws:UserAgent aws:userid aws:username aws:VpceAccount aws:VpceOrgID
    glue:CredentialIssuingService glue:RoleAssumedBy identitystore:UserId`,
  ARN: `aws:ChatbotSourceArn aws:PrincipalArn aws:SourceArn ec2:SourceInstanceArn lambda:SourceFunctionArn
    ssm:SourceInstanceArn`,
  Bool: `aws:AssumedRoot aws:IsMcpServiceAction aws:MultiFactorAuthPresent aws:PrincipalIsAWSService aws:SecureTransport
    aws:ViaAWSMCPService aws:ViaAWSService`,
  Numeric: 'aws:MultiFactorAuthAge ec2:RoleDelivery',
  Date: 'aws:CurrentTime aws:EpochTime aws:TokenIssueTime',
  IPAddress: 'aws:Ec2InstanceSourcePrivateIPv4 aws:SourceIp aws:VpcSourceIp',
  ArrayOfString: `aws:CalledVia aws:PrincipalOrgPaths aws:PrincipalServiceNamesList aws:ResourceOrgPaths aws:SourceOrgPaths
    aws:TagKeys aws:VpceOrgPaths`,
};

const globalKeys: ReadonlyMap<string, ConditionKeyType> = new Map(
  typedKeys().map(({ key, type }) => [key.toLowerCase(), type]),
);

/** Names of the keys, as AWS writes them. */
export const globalKeyNames: readonly string[] = typedKeys().map(
  ({ key }) => key,
);

/** Type of a key that every service knows; nothing for one that there is not. */
export function globalKeyType(key: string): ConditionKeyType | undefined {
  const [name, ...tag] = key.toLowerCase().split('/');
  return globalKeys.get(tag.length > 0 ? `${name}/` : name);
}

function typedKeys(): Array<{ key: string; type: ConditionKeyType }> {
  const types: ConditionKeyType[] = [
    'String',
    'ARN',
    'Bool',
    'Numeric',
    'Date',
    'IPAddress',
    'ArrayOfString',
  ];
  return types.flatMap(type =>
    (keysByType[type] ?? '').split(/\s+/).map(key => ({ key, type })),
  );
}

import {
  attribute,
  attributes,
  block,
  type Body,
  call,
  type Expression,
  named,
  object,
  reference,
} from '../hcl';

/** Oldest versions that know everything written here. OpenTofu reads the same files from its 1.6 on. */
const requiredVersion = '>= 1.5.0';
const providers = {
  aws: { source: 'hashicorp/aws', version: '>= 5.50.0' },
  kubectl: { source: 'alekc/kubectl', version: '>= 2.0.4' },
  kubernetes: { source: 'hashicorp/kubernetes', version: '>= 2.20.0' },
  // the first that gives roles to stacks
  spacelift: { source: 'spacelift-io/spacelift', version: '>= 1.37.0' },
  // the first with `external_id` on roles of the AWS secrets engine
  vault: { source: 'hashicorp/vault', version: '>= 4.4.0' },
} as const;

export type ProviderName = keyof typeof providers;

/** What `versions.tf` begins with: which Terraform and which providers a module needs. */
export function terraformBlock(...names: ProviderName[]): Body[number] {
  const required = block(
    'required_providers',
    [],
    attributes(
      Object.fromEntries(names.map(name => [name, object(providers[name])])),
    ),
  );
  return block(
    'terraform',
    [],
    [
      attribute('required_version', requiredVersion),
      ...(names.length > 0 ? [required] : []),
    ],
  );
}

/** The AWS provider of a root module. It refuses to work in another account than the one meant. */
export function awsProvider(options: {
  region: Expression;
  accountId: string;
  /** Of a role to become first. */
  roleArn?: string;
}): Body[number] {
  const { region, accountId, roleArn } = options;
  return block(
    'provider',
    ['aws'],
    [
      ...attributes({ region, allowed_account_ids: [accountId] }),
      ...(roleArn
        ? [block('assume_role', [], [attribute('role_arn', roleArn)])]
        : []),
    ],
  );
}

const types = {
  string: reference('string'),
  bool: reference('bool'),
  'map(string)': call('map', reference('string')),
};

/** Declares a variable; without a default it has to be given. */
export function variable(
  name: string,
  options: {
    type: keyof typeof types;
    description: string;
    default?: Expression;
    /** Whether Terraform keeps the value out of what it prints. */
    sensitive?: boolean;
  },
): Body[number] {
  return named(
    'variable',
    [name],
    attributes({
      description: options.description,
      type: types[options.type],
      default: options.default,
      sensitive: options.sensitive,
    }),
  );
}

/** Declares an output. */
export function output(
  name: string,
  options: { description: string; value: Expression },
): Body[number] {
  return named(
    'output',
    [name],
    attributes({ description: options.description, value: options.value }),
  );
}

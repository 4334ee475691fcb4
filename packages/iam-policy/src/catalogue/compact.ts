import type {
  AccessLevel,
  Catalogue,
  ConditionKeyType,
  ServiceDefinition,
} from './types';

/**
 * A service as the generated file holds it. Lists are named by their place: an action reads
 * `<name>|<first letter of its access level>|<resource types, ! for required>|<condition keys>`.
 */
export interface CompactService {
  name: string;
  /** `<key>|<type>` */
  keys: string[];
  /** `<name>|<ARN>|<keys>` */
  resources: string[];
  actions: string[];
}

const LEVELS = new Map<string, AccessLevel>([
  ['L', 'List'],
  ['R', 'Read'],
  ['W', 'Write'],
  ['T', 'Tagging'],
  ['P', 'Permissions management'],
]);

const TYPES: readonly ConditionKeyType[] = [
  'String',
  'Numeric',
  'Bool',
  'ARN',
  'Date',
  'IPAddress',
  'ArrayOfString',
  'ArrayOfARN',
  'ArrayOfBool',
];

/** Whether a text of the data is a type this library knows. */
export function isConditionKeyType(text: string): text is ConditionKeyType {
  return TYPES.some(type => type === text);
}

/** The services of a catalogue without what can be told from the rest. */
export function encodeServices(
  catalogue: Catalogue,
): Record<string, CompactService> {
  return Object.fromEntries(
    catalogue.prefixes.flatMap(prefix => {
      const service = catalogue.service(prefix);
      return service ? [[prefix, encodeService(service)]] : [];
    }),
  );
}

function encodeService(service: ServiceDefinition): CompactService {
  const placesOf = (keys: string[]) =>
    keys.map(key => service.conditionKeys.indexOf(key)).join(',');
  const types = service.resourceTypes.map(({ name }) => name);
  return {
    name: service.name,
    keys: service.conditionKeys.map(
      key => `${key}|${service.conditionKeyTypes[key] ?? 'String'}`,
    ),
    resources: service.resourceTypes.map(
      ({ name, arnFormat, conditionKeys }) =>
        `${name}|${arnFormat}|${placesOf(conditionKeys)}`,
    ),
    actions: service.actions.map(
      ({ name, accessLevel, resources, conditionKeys }) =>
        [
          name,
          accessLevel[0],
          resources
            .map(({ type, required }) =>
              [types.indexOf(type), required ? '!' : ''].join(''),
            )
            .join(','),
          placesOf(conditionKeys),
        ].join('|'),
    ),
  };
}

/** The service that {@link encodeServices} made this of. */
export function decodeService(
  prefix: string,
  compact: CompactService,
): ServiceDefinition {
  const keys = compact.keys.map(entry => entry.split('|'));
  const conditionKeys = keys.map(([key]) => key);
  const keysAt = (places: string) =>
    listOf(places).map(place => conditionKeys[Number(place)]);
  const resourceTypes = compact.resources.map(entry => {
    const [name, arnFormat, places] = entry.split('|');
    return { name, arnFormat, conditionKeys: keysAt(places) };
  });
  return {
    prefix,
    name: compact.name,
    conditionKeys,
    conditionKeyTypes: Object.fromEntries(
      keys.map(([key, type]) => [
        key,
        isConditionKeyType(type) ? type : 'String',
      ]),
    ),
    resourceTypes,
    actions: compact.actions.map(entry => {
      const [name, level, resources, places] = entry.split('|');
      return {
        name,
        accessLevel: LEVELS.get(level) ?? 'Write',
        resources: listOf(resources).map(place => ({
          type: resourceTypes[parseInt(place, 10)].name,
          required: place.endsWith('!'),
        })),
        conditionKeys: keysAt(places),
      };
    }),
  };
}

function listOf(places: string): string[] {
  return places === '' ? [] : places.split(',');
}

/** Names of the actions that manage permissions, by the prefix of their service; services without any are left out. */
export function permissionsManagement(
  { prefixes, service }: Catalogue,
  exceptPrefixes: readonly string[],
): Record<string, string[]> {
  return Object.fromEntries(
    prefixes
      .filter(prefix => !exceptPrefixes.includes(prefix))
      .map((prefix): [string, string[]] => [
        prefix,
        (service(prefix)?.actions ?? [])
          .filter(({ accessLevel }) => accessLevel === 'Permissions management')
          .map(({ name }) => name),
      ])
      .filter(([, names]) => names.length > 0),
  );
}

import { compilePattern } from '../pattern';
import type {
  ActionDefinition,
  Catalogue,
  ResourceTypeDefinition,
  ServiceDefinition,
} from './types';

/**
 * A catalogue of these services.
 *
 * @param complete - whether these are all there are, so that a service that is not among them does not exist
 */
export function createCatalogue(
  services: ServiceDefinition[],
  complete: boolean,
): Catalogue {
  const byPrefix = new Map(
    services.map(service => [service.prefix.toLowerCase(), service]),
  );
  return lazyCatalogue(
    services.map(({ prefix }) => prefix),
    prefix => byPrefix.get(prefix),
    complete,
  );
}

/** @param load - called once a service, with its prefix in lower case */
export function lazyCatalogue(
  prefixes: readonly string[],
  load: (prefix: string) => ServiceDefinition | undefined,
  complete: boolean,
): Catalogue {
  const loaded = new Map<string, Loaded | undefined>();
  const find = (prefix: string): Loaded | undefined => {
    const key = prefix.toLowerCase();
    if (!loaded.has(key)) {
      loaded.set(key, withIndex(load(key)));
    }
    return loaded.get(key);
  };
  return {
    complete,
    prefixes,
    service: prefix => find(prefix)?.service,
    action: action => {
      const colon = action.indexOf(':');
      return find(action.slice(0, Math.max(colon, 0)))?.actions.get(
        action.slice(colon + 1).toLowerCase(),
      );
    },
  };
}

interface Loaded {
  service: ServiceDefinition;
  actions: Map<string, ActionDefinition>;
}

function withIndex(service: ServiceDefinition | undefined): Loaded | undefined {
  return (
    service && {
      service,
      actions: new Map(
        service.actions.map(action => [action.name.toLowerCase(), action]),
      ),
    }
  );
}

/**
 * Every action of the catalogue that a pattern of a policy reaches, with its prefix as AWS writes it: `glue:Get*`, `*`.
 *
 * @returns nothing for services that are not in the catalogue
 */
export function expandActions(catalogue: Catalogue, pattern: string): string[] {
  const wanted = pattern.toLowerCase();
  const colon = wanted.indexOf(':');
  const prefixPattern = colon < 0 ? wanted : wanted.slice(0, colon);
  if (colon < 0 && wanted !== '*') {
    return [];
  }
  const matchesName = compilePattern(colon < 0 ? '*' : wanted.slice(colon + 1));
  const matchesPrefix = compilePattern(prefixPattern);
  const prefixes = /[*?]/.test(prefixPattern)
    ? catalogue.prefixes.filter(prefix => matchesPrefix(prefix.toLowerCase()))
    : [prefixPattern];
  return prefixes.flatMap(prefix => {
    const service = catalogue.service(prefix);
    return (service?.actions ?? [])
      .filter(({ name }) => matchesName(name.toLowerCase()))
      .map(({ name }) => `${service?.prefix}:${name}`);
  });
}

/**
 * The resource types an action can be narrowed to.
 *
 * @param action - with its prefix, `glue:StartJobRun`
 * @returns an empty list for an action that takes no resource, and for an action that is not in the catalogue
 */
export function resourceTypesOf(
  catalogue: Catalogue,
  action: string,
): ResourceTypeDefinition[] {
  const service = catalogue.service(action.slice(0, action.indexOf(':')));
  const names = new Set(
    catalogue.action(action)?.resources.map(({ type }) => type),
  );
  return (service?.resourceTypes ?? []).filter(({ name }) => names.has(name));
}

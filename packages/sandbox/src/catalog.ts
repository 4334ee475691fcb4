import { stringify } from 'yaml';
import type { Person } from './people';

/**
 * The people and their groups as a catalog file.
 *
 * @returns YAML with one document an entity
 */
export function catalogFile(people: Person[]): string {
  const groups = [...new Set(people.flatMap(person => person.groups))].sort();
  return [
    ...groups.map(name => ({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Group',
      metadata: { name },
      spec: { type: 'team', children: [] },
    })),
    ...people.map(person => ({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'User',
      metadata: { name: person.name, title: person.displayName },
      spec: {
        profile: { displayName: person.displayName, email: person.email },
        memberOf: person.groups,
      },
    })),
  ]
    .map(entity => stringify(entity))
    .join('---\n');
}

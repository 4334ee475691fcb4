import type { PermissionCriteria } from '@backstage/plugin-permission-common';
import type { Knex } from 'knex';
import type { SessionRecord } from '../domain/record';
import type { SessionFilter } from './SessionStore';

/** Adds the conditions of a permission decision to a query. */
export function whereCriteria(
  query: Knex.QueryBuilder,
  criteria: PermissionCriteria<SessionFilter>,
): Knex.QueryBuilder {
  if ('anyOf' in criteria) {
    return query.where(any => {
      for (const one of criteria.anyOf) {
        any.orWhere(inner => whereCriteria(inner, one));
      }
    });
  }
  if ('allOf' in criteria) {
    return query.where(all => {
      for (const one of criteria.allOf) {
        all.andWhere(inner => whereCriteria(inner, one));
      }
    });
  }
  if ('not' in criteria) {
    return query.whereNot(inner => whereCriteria(inner, criteria.not));
  }
  return query.whereIn(criteria.key, criteria.values);
}

/** The same for a session at hand. */
export function matchesFilter(
  session: Pick<SessionRecord, 'holder' | 'phase'>,
  filter: SessionFilter,
): boolean {
  return filter.values.includes(session[filter.key]);
}

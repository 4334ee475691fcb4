import type { AuthService } from '@backstage/backend-plugin-api';
import { isUserEntity, parseEntityRef } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { AccessPerson } from '@cluster-self-service/backstage-plugin-cluster-access-node';

/** Looks people up in the catalog. */
export type FindPerson = (
  entityRef: string,
) => Promise<AccessPerson | undefined>;

export function personFinder(options: {
  catalog: CatalogService;
  auth: AuthService;
}): FindPerson {
  const { catalog, auth } = options;
  return async entityRef => {
    const entity = await catalog.getEntityByRef(parseEntityRef(entityRef), {
      credentials: await auth.getOwnServiceCredentials(),
    });
    if (!entity || !isUserEntity(entity)) {
      return undefined;
    }
    const { profile } = entity.spec;
    return {
      entityRef,
      displayName:
        profile?.displayName ?? entity.metadata.title ?? entity.metadata.name,
      ...(profile?.email && { email: profile.email }),
      annotations: entity.metadata.annotations ?? {},
    };
  };
}

import { EntityRefLink } from '@backstage/plugin-catalog-react';

/** A person by catalog reference, as a link to the catalog. */
export const Person = (props: { entityRef: string; name?: string }) => (
  <EntityRefLink
    entityRef={props.entityRef}
    defaultKind="user"
    hideIcon
    title={props.name}
  />
);

import type { AdmissionDenial, StoredObject } from '../kubernetes/types';
import { EITHER_USER_OR_GROUP, forbidden, invalid } from './denials';
import { bindingOf, GRB_OWNER_LABEL, textOf } from './resources';

/** Subjects can be set once; roles, clusters and owners never change. */
export function validateUpdate(
  before: StoredObject,
  after: StoredObject,
): AdmissionDenial | undefined {
  const always = ['roleTemplateName', 'clusterName'];
  const onceSet = [
    'userName',
    'userPrincipalName',
    'groupName',
    'groupPrincipalName',
  ];
  const changed = [...always, ...onceSet].find(
    field =>
      textOf(before, field) !== textOf(after, field) &&
      (always.includes(field) || textOf(before, field) !== undefined),
  );
  if (changed) {
    return invalid(changed, textOf(after, changed) ?? '', 'field is immutable');
  }
  const [old, next] = [bindingOf(before), bindingOf(after)];
  if (
    (next.groupName ?? old.groupPrincipalName) !== undefined &&
    (next.userName ?? old.userPrincipalName) !== undefined
  ) {
    return forbidden('', EITHER_USER_OR_GROUP);
  }
  if (
    before.metadata.labels?.[GRB_OWNER_LABEL] !==
    after.metadata.labels?.[GRB_OWNER_LABEL]
  ) {
    return forbidden(
      '.labels',
      `label ${GRB_OWNER_LABEL} is immutable after creation`,
    );
  }
  return undefined;
}

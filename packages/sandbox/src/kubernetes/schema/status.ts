import { fieldErrorText, type FieldError } from './errors';

/** A `v1` Status that says no. */
export interface InvalidStatus {
  kind: 'Status';
  apiVersion: 'v1';
  metadata: Record<string, never>;
  status: 'Failure';
  message: string;
  reason: 'Invalid';
  details: {
    name?: string;
    group?: string;
    kind: string;
    causes: Array<{ reason: string; message: string; field: string }>;
  };
  code: 422;
}

/**
 * The answer 422 of an API server to an object that its schema refuses.
 *
 * @param target - what was refused; `group` is empty for the core group, `name` for one that is yet to be generated
 */
export function invalidStatus(
  target: { group: string; kind: string; name: string },
  errors: FieldError[],
): InvalidStatus {
  const { group, kind, name } = target;
  // The API server joins equal messages to one, and puts several into brackets.
  const texts = [...new Set(errors.map(fieldErrorText))];
  const summary = texts.length === 1 ? texts[0] : `[${texts.join(', ')}]`;
  const qualifiedKind = group ? `${kind}.${group}` : kind;
  return {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message: `${qualifiedKind} ${JSON.stringify(name)} is invalid: ${summary}`,
    reason: 'Invalid',
    details: {
      ...(name && { name }),
      ...(group && { group }),
      kind,
      causes: errors.map(({ field, type, message }) => ({
        reason: type,
        message,
        field,
      })),
    },
    code: 422,
  };
}

import { at, type JsonObject, listAt, objectAt, stringAt } from '../json';
import { type FieldError, forbidden, invalid, required } from '../schema';
import type { ServedType } from '../registry';

const SUBDOMAIN =
  /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const SERVICE_LABEL = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
const QUALIFIED_NAME = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const LABEL_VALUE = /^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/;

const SUBDOMAIN_RULE =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
const LABEL_RULE =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";
const SERVICE_LABEL_RULE =
  "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')";
const QUALIFIED_NAME_RULE =
  "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
const LABEL_VALUE_RULE =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";

const ANNOTATIONS_LIMIT = 256 * 1024;

function pathName({ group, resource }: ServedType) {
  if (resource === 'namespaces') {
    return { pattern: LABEL, rule: LABEL_RULE, limit: 63 };
  }
  return resource === 'services' && group === ''
    ? { pattern: SERVICE_LABEL, rule: SERVICE_LABEL_RULE, limit: 63 }
    : { pattern: SUBDOMAIN, rule: SUBDOMAIN_RULE, limit: 253 };
}

function nameRule(type: ServedType): (name: string) => string[] {
  if (type.group === 'rbac.authorization.k8s.io') {
    return name => [
      ...(name === '.' || name === '..' ? [`may not be '${name}'`] : []),
      ...['/', '%']
        .filter(part => name.includes(part))
        .map(part => `may not contain '${part}'`),
    ];
  }
  const { pattern, rule, limit } = pathName(type);
  return name => [
    ...(name.length > limit
      ? [`must be no more than ${limit} characters`]
      : []),
    ...(pattern.test(name) ? [] : [rule]),
  ];
}

function prefixProblems(prefix: string): string[] {
  if (prefix === '') {
    return ['prefix part must be non-empty'];
  }
  return SUBDOMAIN.test(prefix) ? [] : [`prefix part ${SUBDOMAIN_RULE}`];
}

function qualifiedNameProblems(key: string): string[] {
  const parts = key.split('/');
  const name = parts.pop() ?? '';
  if (parts.length > 1) {
    return [
      `a qualified name must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]') with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`,
    ];
  }
  return [
    ...parts.flatMap(prefixProblems),
    ...(name === '' ? ['name part must be non-empty'] : []),
    ...(name.length > 63
      ? ['name part must be no more than 63 characters']
      : []),
    ...(QUALIFIED_NAME.test(name) ? [] : [QUALIFIED_NAME_RULE]),
  ];
}

function labelErrors(metadata: JsonObject): FieldError[] {
  return Object.entries(objectAt(metadata, 'labels') ?? {}).flatMap(
    ([key, value]) => [
      ...qualifiedNameProblems(key).map(rule =>
        invalid('metadata.labels', key, rule),
      ),
      ...(LABEL_VALUE.test(String(value))
        ? []
        : [invalid('metadata.labels', value, LABEL_VALUE_RULE)]),
      ...(String(value).length > 63
        ? [
            invalid(
              'metadata.labels',
              value,
              'must be no more than 63 characters',
            ),
          ]
        : []),
    ],
  );
}

function annotationErrors(metadata: JsonObject): FieldError[] {
  const annotations = Object.entries(objectAt(metadata, 'annotations') ?? {});
  const size = annotations.reduce(
    (sum, [key, value]) => sum + key.length + String(value).length,
    0,
  );
  return [
    ...annotations.flatMap(([key]) =>
      qualifiedNameProblems(key.toLowerCase()).map(rule =>
        invalid('metadata.annotations', key, rule),
      ),
    ),
    ...(size > ANNOTATIONS_LIMIT
      ? [
          {
            field: 'metadata.annotations',
            type: 'FieldValueTooLong' as const,
            message: `Too long: may not be more than ${ANNOTATIONS_LIMIT} bytes`,
          },
        ]
      : []),
  ];
}

function ownerErrors(metadata: JsonObject): FieldError[] {
  const owners = listAt(metadata, 'ownerReferences');
  const missing = owners.flatMap((owner, index) =>
    ['apiVersion', 'kind', 'name', 'uid']
      .filter(field => !stringAt(owner, field))
      .map(field =>
        invalid(
          `metadata.ownerReferences[${index}].${field}`,
          stringAt(owner, field) ?? '',
          field === 'apiVersion'
            ? 'version must not be empty'
            : `${field} must not be empty`,
        ),
      ),
  );
  const controllers = owners.filter(owner => at(owner, 'controller') === true);
  return controllers.length > 1
    ? [
        ...missing,
        invalid(
          'metadata.ownerReferences',
          owners,
          `Only one reference can have Controller set to true. Found "true" in references for ${controllers
            .map(owner => stringAt(owner, 'name'))
            .join(' and ')}`,
        ),
      ]
    : missing;
}

function finalizerErrors(metadata: JsonObject): FieldError[] {
  return listAt(metadata, 'finalizers').flatMap(finalizer =>
    qualifiedNameProblems(String(finalizer)).map(rule =>
      invalid('metadata.finalizers', finalizer, rule),
    ),
  );
}

/** What the API server has against an object's metadata. (apimachinery's `ValidateObjectMeta`) */
export function metadataErrors(
  type: ServedType,
  object: JsonObject,
): FieldError[] {
  const metadata = objectAt(object, 'metadata') ?? {};
  const name = stringAt(metadata, 'name') ?? '';
  return [
    ...(name === ''
      ? [required('metadata.name', 'name or generateName is required')]
      : nameRule(type)(name).map(rule => invalid('metadata.name', name, rule))),
    ...labelErrors(metadata),
    ...annotationErrors(metadata),
    ...ownerErrors(metadata),
    ...finalizerErrors(metadata),
  ];
}

/** What may not change. (apimachinery's `ValidateObjectMetaUpdate`) */
export function metadataUpdateErrors(
  object: JsonObject,
  live: JsonObject,
): FieldError[] {
  const before = new Set(listAt(live, 'metadata', 'finalizers'));
  const added = stringAt(live, 'metadata', 'deletionTimestamp')
    ? listAt(object, 'metadata', 'finalizers').filter(
        finalizer => !before.has(finalizer),
      )
    : [];
  return added.length === 0
    ? []
    : [
        forbidden(
          'metadata.finalizers',
          `no new finalizers can be added if the object is being deleted, found new finalizers []string{${added
            .map(finalizer => JSON.stringify(finalizer))
            .join(', ')}}`,
        ),
      ];
}

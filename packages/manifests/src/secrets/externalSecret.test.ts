import { InvalidFieldsError } from '@cluster-self-service/iam-policy';
import fc from 'fast-check';
import { join } from 'path';
import { expectCarried } from '../__testUtils__/carried';
import { expectGolden } from '../__testUtils__/golden';
import {
  hostileText,
  hostileTexts,
  unlessRefused,
} from '../__testUtils__/hostile';
import { escapeGoTemplate } from '../goTemplate';
import { defaultOrganisation } from '../organisation';
import { assertValid } from '../validation';
import { printManifests } from '../yaml';
import type { ExternalSecretInput } from '.';
import { externalSecret, forceSync } from '.';

const base: ExternalSecretInput = {
  namespace: 'llm-qa',
  name: 'database',
  store: { name: 'aws' },
  data: [{ secretKey: 'password', key: 'rds', property: 'password' }],
};

function build(input: ExternalSecretInput) {
  return assertValid(externalSecret(input, defaultOrganisation));
}

function problemsOf(input: ExternalSecretInput) {
  try {
    externalSecret(input, defaultOrganisation);
  } catch (error) {
    if (error instanceof InvalidFieldsError) {
      return error.problems;
    }
    throw error;
  }
  return [];
}

describe('an ExternalSecret', () => {
  it('is printed as it is kept', () => {
    expectGolden(join(__dirname, '__golden__', 'externalSecret'), [
      { path: 'data.yaml', content: printManifests(build(base)) },
      {
        path: 'template.yaml',
        content: printManifests(
          build({
            ...base,
            refreshPolicy: 'OnChange',
            target: {
              name: 'connection',
              creationPolicy: 'Orphan',
              immutable: true,
              template: {
                type: 'Opaque',
                labels: { app: 'llm' },
                annotations: { note: 'plain {{ text }}' },
                data: {
                  url: {
                    template:
                      'postgres://app:{{ .password | urlquery }}@db:5432/app',
                  },
                  'not-code': '{{ .password }}',
                },
                mergePolicy: 'Merge',
              },
            },
          }),
        ),
      },
      {
        path: 'data-from.yaml',
        content: printManifests(
          build({
            ...base,
            data: [],
            dataFrom: [
              { extract: { key: 'rds', version: 'AWSPREVIOUS' } },
              {
                find: {
                  path: 'team',
                  regexp: '.*',
                  roleListsWholeAccount: true,
                },
              },
            ],
          }),
        ),
      },
      {
        path: 'parameters.yaml',
        content: printManifests(
          build({
            ...base,
            store: { name: 'parameters', service: 'ParameterStore' },
            data: [],
            dataFrom: [{ find: { regexp: '.*' } }],
          }),
        ),
      },
    ]);
  });

  it.each([
    ['/rds', 'relative'],
    ['../other/rds', '".."'],
    ['a/../../other/rds', '".."'],
    ['cats/llm-qa/rds', 'leave out "cats/llm-qa/"'],
    ['cats/llm-qa-dev/rds', 'another namespace'],
    ['cats/other/rds', 'another namespace'],
    ['arn:aws:secretsmanager:us-east-2:1:secret:x', 'no ARNs'],
    ['', 'empty'],
  ])('refuses the key %j, by field and with the reason', (key, reason) => {
    expect(problemsOf({ ...base, data: [{ secretKey: 'a', key }] })).toEqual([
      { path: 'data[0].key', message: expect.stringContaining(reason) },
    ]);
    expect(
      problemsOf({ ...base, data: [], dataFrom: [{ extract: { key } }] }),
    ).toContainEqual(
      expect.objectContaining({ message: expect.stringContaining(reason) }),
    );
  });

  it('may name its own prefix in Vault, where no store puts it before a key', () => {
    const inVault = (key: string) =>
      problemsOf({
        ...base,
        store: { name: 'vault', service: 'Vault' },
        data: [{ secretKey: 'a', key }],
      });
    expect(inVault('cats/llm-qa/rds')).toEqual([]);
    expect(inVault('cats/other/rds')).toMatchObject([{ path: 'data[0].key' }]);
  });

  it('searches below the prefix of its namespace, whatever it is given', () => {
    const find = (path?: string) =>
      build({
        ...base,
        data: [],
        dataFrom: [
          { find: { path, regexp: 'x', roleListsWholeAccount: true } },
        ],
      });
    expect(find()).toMatchObject([
      { spec: { dataFrom: [{ find: { path: 'cats/llm-qa/' } }] } },
    ]);
    expect(find('team')).toMatchObject([
      { spec: { dataFrom: [{ find: { path: 'cats/llm-qa/team' } }] } },
    ]);
  });

  it('searches Secrets Manager only where somebody says that the role may', () => {
    expect(
      problemsOf({ ...base, data: [], dataFrom: [{ find: { regexp: 'x' } }] }),
    ).toEqual([
      {
        path: 'dataFrom[0].find.roleListsWholeAccount',
        message: expect.stringContaining('ListSecrets'),
      },
    ]);
  });

  it('has no refresh interval where nothing is refreshed', () => {
    const [object] = build({ ...base, refreshPolicy: 'CreatedOnce' });
    expect(object.spec).not.toHaveProperty('refreshInterval');
  });

  it('never deletes a Secret that belongs to someone else', () => {
    expect(
      problemsOf({
        ...base,
        target: { creationPolicy: 'Merge', deletionPolicy: 'Delete' },
      }),
    ).toEqual([
      {
        path: 'target.deletionPolicy',
        message: expect.stringContaining('creationPolicy Owner'),
      },
    ]);
  });

  it('makes no token of a service account', () => {
    expect(
      problemsOf({
        ...base,
        target: { template: { type: 'kubernetes.io/service-account-token' } },
      }),
    ).toMatchObject([{ path: 'target.template.type' }]);
  });

  it('reads something, and each key once', () => {
    expect(problemsOf({ ...base, data: [] })).toMatchObject([{ path: 'data' }]);
    expect(
      problemsOf({
        ...base,
        data: [
          { secretKey: 'a', key: 'x' },
          { secretKey: 'a', key: 'y' },
        ],
      }),
    ).toMatchObject([{ path: 'data[1].secretKey' }]);
  });

  it('is read again at once when its annotation changes', () => {
    const [object] = build(base);
    const at = new Date('2026-11-21T15:00:00.500Z');
    expect(assertValid([forceSync(object, at)])).toEqual([
      {
        ...object,
        metadata: {
          ...object.metadata,
          annotations: { 'force-sync': '1795273200' },
        },
      },
    ]);
  });
});

describe('a hostile text in an ExternalSecret', () => {
  const withTemplate = (
    template: NonNullable<
      NonNullable<ExternalSecretInput['target']>['template']
    >,
  ): ExternalSecretInput => ({ ...base, target: { template } });

  const fields: Record<string, (text: string) => ExternalSecretInput> = {
    namespace: namespace => ({ ...base, namespace }),
    name: name => ({ ...base, name }),
    'store.name': name => ({ ...base, store: { name } }),
    refreshInterval: refreshInterval => ({ ...base, refreshInterval }),
    'target.name': name => ({ ...base, target: { name } }),
    'target.template.type': type => withTemplate({ type }),
    'target.template.labels': text =>
      withTemplate({ labels: { [text]: text } }),
    'target.template.annotations': text =>
      withTemplate({ annotations: { a: text } }),
    'target.template.data': text => withTemplate({ data: { a: text } }),
    'target.template.data.': text => withTemplate({ data: { [text]: 'a' } }),
    'data[0].key': key => ({ ...base, data: [{ secretKey: 'a', key }] }),
    'data[0].secretKey': secretKey => ({
      ...base,
      data: [{ secretKey, key: 'a' }],
    }),
    'data[0].property': property => ({
      ...base,
      data: [{ secretKey: 'a', key: 'a', property }],
    }),
    'data[0].version': version => ({
      ...base,
      data: [{ secretKey: 'a', key: 'a', version }],
    }),
    'dataFrom[0].find': text => ({
      ...base,
      dataFrom: [
        {
          find: {
            regexp: text,
            tags: { [text]: text },
            roleListsWholeAccount: true,
          },
        },
      ],
    }),
  };

  it.each(Object.entries(fields))(
    'is refused or carried as data, never as template code: %s',
    (field, withText) => {
      const check = (text: string) => {
        const objects = unlessRefused(field, () =>
          externalSecret(withText(text), defaultOrganisation),
        );
        expectCarried(
          objects,
          field.startsWith('target.template') ? escapeGoTemplate(text) : text,
        );
      };
      hostileTexts.forEach(check);
      fc.assert(fc.property(hostileText, check), { seed: 3, numRuns: 100 });
    },
  );
});

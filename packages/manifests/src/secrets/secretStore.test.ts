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
import { defaultOrganisation } from '../organisation';
import { assertValid } from '../validation';
import { printManifests } from '../yaml';
import type { SecretStoreInput } from '.';
import { secretStore, vaultSecretStore } from '.';

const base = {
  namespace: 'llm-qa',
  name: 'aws',
  serviceAccount: 'self-service',
};

const external: SecretStoreInput = {
  ...base,
  role: {
    arn: 'arn:aws:iam::490262564977:role/lrl-cats-llm-qa',
    externalId: 'cats@llm-qa@490262564977',
  },
};

function build(input: SecretStoreInput) {
  return assertValid(secretStore(input, defaultOrganisation));
}

function problemsOf(input: SecretStoreInput) {
  try {
    secretStore(input, defaultOrganisation);
  } catch (error) {
    if (error instanceof InvalidFieldsError) {
      return [...new Set(error.problems.map(({ path }) => path))];
    }
    throw error;
  }
  return [];
}

describe('the SecretStore of a namespace', () => {
  it('is printed as it is kept', () => {
    expectGolden(join(__dirname, '__golden__', 'secretStore'), [
      {
        path: 'same-account.yaml',
        content: printManifests(build(base)),
      },
      {
        path: 'cross-account.yaml',
        content: printManifests(
          build({ ...external, sessionTags: { namespace: 'llm-qa' } }),
        ),
      },
      {
        path: 'parameter-store.yaml',
        content: printManifests(
          build({
            ...base,
            name: 'parameters',
            service: 'ParameterStore',
            region: 'eu-west-1',
          }),
        ),
      },
      {
        path: 'vault.yaml',
        content: printManifests(
          assertValid(
            vaultSecretStore(
              { ...base, name: 'vault', role: 'llm-qa', path: 'secret' },
              defaultOrganisation,
            ),
          ),
        ),
      },
    ]);
  });

  it('puts the prefix of the namespace before every key', () => {
    expect(build(base)).toMatchObject([
      { spec: { provider: { aws: { prefix: 'cats/llm-qa/' } } } },
    ]);
    expect(build({ ...base, service: 'ParameterStore' })).toMatchObject([
      { spec: { provider: { aws: { prefix: '/cats/llm-qa/' } } } },
    ]);
  });

  it('reaches another account only with an external id', () => {
    expect(
      problemsOf({
        ...base,
        role: { arn: 'arn:aws:iam::490262564977:role/x' },
      }),
    ).toEqual(['role.externalId']);
  });

  it('needs none for a role of the platform', () => {
    expect(
      problemsOf({
        ...base,
        role: { arn: 'arn:aws:iam::283234040926:role/x' },
      }),
    ).toEqual([]);
  });

  it('chains through roles of the platform only, which get no external id', () => {
    expect(
      problemsOf({
        ...external,
        additionalRoles: [
          'arn:aws:iam::283234040926:role/managed--hop',
          'arn:aws:iam::490262564977:role/hop',
        ],
      }),
    ).toEqual(['additionalRoles[1]']);
  });

  it('takes no tags and no chain that nobody would use', () => {
    expect(
      problemsOf({
        ...base,
        additionalRoles: ['arn:aws:iam::283234040926:role/managed--hop'],
        sessionTags: { a: 'b' },
      }),
    ).toEqual(['additionalRoles', 'sessionTags']);
  });

  it.each([
    'arn:aws:iam::1:role/x',
    'arn:aws:iam::490262564977:user/x',
    'arn:aws:iam::490262564977:role/x"}',
    'arn:aws:iam::490262564977:role/*',
    'arn:aws:iam::490262564977:role/x\n',
  ])('refuses %j as the ARN of a role', arn => {
    expect(
      problemsOf({ ...base, role: { arn, externalId: 'some-id' } }),
    ).toEqual(['role.arn']);
  });
});

describe('a hostile text in a SecretStore', () => {
  const fields: Record<string, (text: string) => SecretStoreInput> = {
    namespace: namespace => ({ ...base, namespace }),
    name: name => ({ ...base, name }),
    serviceAccount: serviceAccount => ({ ...base, serviceAccount }),
    region: region => ({ ...base, region }),
    'role.arn': arn => ({ ...base, role: { arn, externalId: 'id' } }),
    'role.externalId': externalId => ({
      ...base,
      role: { arn: 'arn:aws:iam::490262564977:role/x', externalId },
    }),
    sessionTags: text => ({ ...external, sessionTags: { [text]: text } }),
  };

  it.each(Object.entries(fields))(
    'is refused or carried as data: %s',
    (field, withText) => {
      const check = (text: string) => {
        const objects = unlessRefused(field, () =>
          secretStore(withText(text), defaultOrganisation),
        );
        expectCarried(objects, text);
      };
      hostileTexts.forEach(check);
      fc.assert(fc.property(hostileText, check), { seed: 2, numRuns: 100 });
    },
  );
});

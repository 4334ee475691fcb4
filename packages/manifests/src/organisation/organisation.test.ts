import { InvalidFieldsError } from '@cluster-self-service/iam-policy';
import {
  defaultOrganisation,
  domainKey,
  externalId,
  fitName,
  managedName,
  readOrganisation,
  secretPath,
} from '.';
import { hostileTexts, unlessRefused } from '../__testUtils__/hostile';

describe('an organisation', () => {
  it('has the defaults where nothing is given', () => {
    expect(readOrganisation()).toEqual(defaultOrganisation);
  });

  it('has what is given, and the defaults beside it', () => {
    const organisation = readOrganisation({
      aws: { accountId: '111122223333', organizationId: 'o-a1b2c3d4e5' },
    });
    expect(organisation.aws).toEqual({
      ...defaultOrganisation.aws,
      accountId: '111122223333',
      organizationId: 'o-a1b2c3d4e5',
    });
    expect(organisation.vault).toEqual(defaultOrganisation.vault);
  });

  it('is refused field by field', () => {
    expect(() =>
      readOrganisation({
        aws: { accountId: '1', region: 'mars' },
        images: { awsCli: 'aws-cli:latest' },
        argocd: { destinationServer: 'https://user@host' },
        vault: { address: 'ftp://vault' },
      }),
    ).toThrow(
      expect.objectContaining({
        constructor: InvalidFieldsError,
        message: expect.stringMatching(
          /aws\.accountId: .*\naws\.region: .*\nimages\.awsCli: .*\nargocd\.destinationServer: .*\nvault\.address: /,
        ),
      }),
    );
  });

  it('is refused when it names something that does not exist', () => {
    expect(() =>
      readOrganisation(JSON.parse('{"aws": {"acountId": "111122223333"}}')),
    ).toThrow('acountId');
  });
});

describe('every name of an organisation', () => {
  const names = Object.entries(defaultOrganisation).flatMap(
    ([section, values]) => Object.keys(values).map(name => [section, name]),
  );

  it.each(names)(
    '%s.%s takes nothing that means something to YAML, HCL or a shell',
    (section, name) => {
      for (const text of hostileTexts) {
        const organisation = unlessRefused(`${section}.${name}`, () =>
          readOrganisation({ [section]: { [name]: text } }),
        );
        expect(
          organisation === undefined || /^[\w+=,.@:/-]{0,1024}$/.test(text),
        ).toBe(true);
      }
    },
  );
});

describe('every path of an organisation', () => {
  it.each([
    ['secrets', 'pathPrefix'],
    ['spacelift', 'repository'],
    ['spacelift', 'branch'],
    ['vault', 'kubernetesAuthPath'],
    ['vault', 'awsSecretsPath'],
  ])('%s.%s stays below where it begins', (section, name) => {
    for (const text of ['..', '../x', 'a/../b', '/a', 'a//b']) {
      expect(() => readOrganisation({ [section]: { [name]: text } })).toThrow(
        `${section}.${name}: `,
      );
    }
  });
});

describe('names of an organisation', () => {
  it('keep the secrets of a namespace apart from those of one whose name begins alike', () => {
    expect(secretPath(defaultOrganisation, 'test')).toBe('cats/test/');
    expect(secretPath(defaultOrganisation, 'test-dev', 'db')).toBe(
      'cats/test-dev/db',
    );
  });

  it('carry the prefix and the domain', () => {
    expect(managedName(defaultOrganisation, 'secret-store')).toBe(
      'managed--secret-store',
    );
    expect(domainKey(defaultOrganisation, 'owner')).toBe(
      'cluster-self-service.io/owner',
    );
    expect(externalId(defaultOrganisation, 'test-dev', '111122223333')).toBe(
      'cats@test-dev@111122223333',
    );
  });

  it('stay within their limit and stay different', () => {
    const long = 'n'.repeat(63);
    const names = [`${long}a`, `${long}b`].map(suffix =>
      managedName(defaultOrganisation, suffix),
    );
    expect(new Set(names).size).toBe(2);
    expect(names.map(name => name.length)).toEqual([63, 63]);
    expect(fitName('a-----bcdefghijk', 12)).toMatch(/^a-[0-9a-f]{8}$/);
    expect(fitName('short')).toBe('short');
  });
});

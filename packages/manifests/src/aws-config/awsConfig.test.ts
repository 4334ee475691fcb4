import { InvalidFieldsError } from '@cluster-self-service/iam-policy';
import { join } from 'path';
import { awsConfig, awsConfigText, hopsOf } from '.';
import { expectGolden } from '../__testUtils__/golden';
import { hostileTexts, unlessRefused } from '../__testUtils__/hostile';
import { rolePair } from '../__testUtils__/rolePair';
import { printManifests } from '../yaml';
import { printIni } from './ini';

const hops = {
  namespace: 'reports-dev',
  workload: 'nightly',
  identity: 'irsa' as const,
  platformRoleArn: 'arn:aws:iam::283234040926:role/managed--reports-dev',
  externalRoleArn: 'arn:aws:iam::111122223333:role/lrl-cats-reports-dev',
  externalId: 'cats@reports-dev@111122223333',
  region: 'us-east-2',
};

describe('an AWS config file', () => {
  it('has both hops, for IRSA and for Pod Identity', () => {
    expectGolden(join(__dirname, '__golden__', 'aws-config'), [
      { path: 'irsa.yaml', content: printManifests(awsConfig(hops)) },
      {
        path: 'pod-identity.yaml',
        content: printManifests(
          awsConfig({ ...hops, identity: 'pod-identity', name: 'nightly-aws' }),
        ),
      },
    ]);
  });

  it('has a session name and a ConfigMap of its own for each workload', () => {
    const names = ['a', 'b'].map(end => {
      const [map] = awsConfig({ ...hops, workload: `${'w'.repeat(62)}${end}` });
      const [, session] =
        /role_session_name = (\S+)/.exec(JSON.stringify(map.data)) ?? [];
      return [map.metadata.name, session];
    });
    expect(new Set(names.flat()).size).toBe(4);
  });

  it('takes its hops from a role pair', () => {
    const { namespace } = rolePair().workload;
    const text = awsConfigText({
      ...hopsOf(rolePair()),
      namespace,
      workload: 'nightly',
    });
    expect(text).toContain(
      `role_arn = ${rolePair().platform.arn}\nweb_identity`,
    );
    expect(text).toContain(
      `role_arn = ${rolePair().external.arn}\nsource_profile`,
    );
    expect(text).toContain('external_id = cats@test-dev@490262564977\n');
  });

  it.each([
    ['durationSeconds', { durationSeconds: 3_601 }],
    ['durationSeconds', { durationSeconds: 60 }],
    ['externalId', { externalId: '' }],
    ['platformRoleArn', { platformRoleArn: 'arn:aws:iam::1:role/x' }],
    ['profiles.external', { profiles: { external: 'platform' } }],
  ])('is refused for its %s: %j', (path, change) => {
    expect(() => awsConfigText({ ...hops, ...change })).toThrow(
      expect.objectContaining({
        constructor: InvalidFieldsError,
        problems: [expect.objectContaining({ path })],
      }),
    );
  });

  it.each([
    'namespace',
    'workload',
    'platformRoleArn',
    'externalRoleArn',
    'externalId',
    'region',
  ])('has no line more, whatever %s holds', field => {
    const lines = awsConfigText(hops).split('\n').length;
    for (const text of [
      ...hostileTexts,
      ...hostileTexts.map(end => `arn:aws:iam::111122223333:role/${end}`),
    ]) {
      const config = unlessRefused(field, () =>
        awsConfigText({ ...hops, [field]: text }),
      );
      expect(config?.split('\n').length ?? lines).toBe(lines);
    }
  });
});

describe('a printed section', () => {
  it.each([
    'a\nb',
    ' a',
    'a ',
    '',
    'a # comment',
    'a ; comment',
    'a\tb',
    'ä',
    '\u0000',
  ])('refuses the value %j', value => {
    expect(() =>
      printIni([{ name: 'profile a', values: { region: value } }]),
    ).toThrow('cannot be written');
  });

  it.each(['a]', '[a', 'a b c', 'a\n[b'])('refuses the name %j', name => {
    expect(() => printIni([{ name, values: {} }])).toThrow('cannot be written');
  });
});

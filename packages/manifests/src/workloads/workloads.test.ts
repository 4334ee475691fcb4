import { InvalidFieldsError } from '@cluster-self-service/iam-policy';
import fc from 'fast-check';
import { join } from 'path';
import * as z from 'zod';
import { awsCallWorkload, awsCallWorkloadFiles } from '.';
import { expectCarried } from '../__testUtils__/carried';
import { expectGolden } from '../__testUtils__/golden';
import {
  hostileText,
  hostileTexts,
  unlessRefused,
} from '../__testUtils__/hostile';
import { lintManifests } from '../linter';
import { defaultOrganisation } from '../organisation';
import { printManifests } from '../yaml';
import { calls, workload } from './__fixtures__/calls';
import { verbatim } from './pod';

// A busy machine starts many processes, or goes through many texts, slowly.
jest.setTimeout(60_000);

const image = 'registry.example.com/tools:1.2';

const network = { servers: [{ cidr: '10.20.0.0/16', port: 5432 }] };

/** The container of a pod, wherever in an object the pod is. */
const container = (object: unknown) =>
  z
    .object({
      spec: z.object({
        template: z.object({
          spec: z.object({
            containers: z.tuple([
              z.looseObject({
                env: z.array(z.object({ name: z.string(), value: z.string() })),
                args: z.array(z.string()).optional(),
              }),
            ]),
          }),
        }),
      }),
    })
    .parse(object).spec.template.spec.containers[0];

describe('the workload of a call', () => {
  it.each(calls.map((call, index) => ({ call, index })))(
    'is written for $call.service ($index)',
    ({ call, index }) => {
      expectGolden(
        join(__dirname, '__golden__', `${call.service}-${index}`),
        awsCallWorkloadFiles(
          { ...workload, image, network, call },
          defaultOrganisation,
          'apps',
        ),
      );
    },
  );

  it('is a CronJob, or a Deployment for what keeps running', () => {
    expectGolden(join(__dirname, '__golden__', 'kinds'), [
      ...awsCallWorkloadFiles(
        {
          ...workload,
          run: {
            kind: 'CronJob',
            schedule: '30 2 * * 1-5',
            timeZone: 'America/New_York',
          },
          call: { service: 'glue', job: 'nightly-report' },
          aws: { ...workload.aws, identity: 'pod-identity' },
          serviceAccount: { name: 'nightly', create: false },
          network: { endpoints: ['10.0.1.0/28'] },
          retries: 2,
        },
        defaultOrganisation,
        'cron-job',
      ),
      ...awsCallWorkloadFiles(
        {
          ...workload,
          run: { kind: 'Deployment', replicas: 2 },
          image,
          call: {
            service: 'command',
            command: ['/bin/consumer'],
            args: ['--queue', '$(QUEUE)'],
          },
        },
        defaultOrganisation,
        'deployment',
      ),
    ]);
  });

  it('has nothing that the linter of manifests finds', () => {
    const findings = calls.flatMap(call =>
      lintManifests(
        printManifests(
          awsCallWorkload(
            { ...workload, image, network, call },
            defaultOrganisation,
          ),
        ),
      ),
    );
    expect(findings).toEqual([]);
  });

  it('fits the Pod Security Standard "restricted"', () => {
    const spec = JSON.stringify(
      awsCallWorkload({ ...workload, call: calls[4] }, defaultOrganisation),
    );
    for (const part of [
      '"runAsNonRoot":true',
      '"seccompProfile":{"type":"RuntimeDefault"}',
      '"allowPrivilegeEscalation":false',
      '"capabilities":{"drop":["ALL"]}',
      '"readOnlyRootFilesystem":true',
      '"automountServiceAccountToken":false',
    ]) {
      expect(spec).toContain(part);
    }
    expect(spec).not.toMatch(/hostPath|hostNetwork|hostPID|privileged/);
  });

  it('shares no name with another workload of the namespace', () => {
    const names = ['a', 'b'].flatMap(name =>
      awsCallWorkload(
        { ...workload, name, serviceAccount: { name }, call: calls[4] },
        defaultOrganisation,
      ).map(({ kind, metadata }) => `${kind}/${metadata.name}`),
    );
    expect(names).toHaveLength(12);
    expect(new Set(names).size).toBe(12);
  });

  it.each<[string, object]>([
    ['run.kind', { run: { kind: 'Deployment' } }],
    ['image', { call: calls[6], network }],
    ['network.servers', { call: calls[6], image }],
    ['image', { image: 'aws-cli:latest' }],
    [
      'name',
      { name: 'n'.repeat(53), run: { kind: 'CronJob', schedule: '0 0 * * *' } },
    ],
    ['run.schedule', { run: { kind: 'CronJob', schedule: '@daily' } }],
    [
      'aws.durationSeconds',
      { aws: { ...workload.aws, durationSeconds: 43_200 } },
    ],
    ['runAsUser', { runAsUser: 0 }],
    ['call.job', { call: { service: 'glue', job: '--profile' } }],
    ['call.sql', { call: { ...calls[7], sql: '' } }],
    ['call.groupId', { call: { ...calls[15], groupId: undefined } }],
    ['call.service', { call: { service: 'ec2' } }],
    [
      'call.target.login.by',
      {
        call: {
          ...calls[8],
          target: { kind: 'workgroup', workgroup: 'a', login: { by: 'user' } },
        },
      },
    ],
    [
      'resources.memoryLimit',
      { resources: { memory: '1Gi', memoryLimit: '1G' } },
    ],
  ])('is refused for its %s: %j', (path, change) => {
    const input = JSON.parse(
      JSON.stringify({ ...workload, call: calls[4], ...change }),
    );
    expect(() => awsCallWorkload(input, defaultOrganisation)).toThrow(
      expect.objectContaining({
        constructor: InvalidFieldsError,
        problems: [expect.objectContaining({ path })],
      }),
    );
  });
});

/** Whether data has a text in it: as it is, in JSON that is kept in a file, in JSON in that JSON, or kept from expansion. */
const holds = (data: unknown, text: string) => {
  const inJson = (part: string) => JSON.stringify(part).slice(1, -1);
  const all = JSON.stringify(data);
  return [
    inJson(text),
    inJson(inJson(text)),
    inJson(inJson(inJson(text))),
    inJson(verbatim(text)),
  ].some(form => all.includes(form));
};

describe('a hostile text', () => {
  /** Every place of an input that holds a text, with the input that has `text` in it. */
  const places = (
    value: unknown,
    path: string[],
    text: string,
  ): Array<{ field: string; value: unknown }> => {
    if (typeof value === 'string') {
      return [{ field: path.join('.'), value: text }];
    }
    if (typeof value !== 'object' || value === null) {
      return [];
    }
    return Object.entries(value).flatMap(([key, inner]) =>
      places(inner, [...path, key], text).map(place => ({
        field: place.field,
        value: Array.isArray(value)
          ? value.map((one, index) =>
              String(index) === key ? place.value : one,
            )
          : { ...value, [key]: place.value },
      })),
    );
  };

  it.each(calls.map((call, index) => ({ call, index })))(
    'is refused by field, or stays data, everywhere in a call of $call.service ($index)',
    ({ call }) => {
      fc.assert(
        fc.property(hostileText, text => {
          for (const { field, value } of places(call, ['call'], text)) {
            // Not typed: that is what is tested.
            const input = JSON.parse(
              JSON.stringify({ ...workload, image, network, call: value }),
            );
            const objects = unlessRefused(field.replace(/\.[0-9].*$/, ''), () =>
              awsCallWorkload(input, defaultOrganisation),
            );
            expectCarried(objects, '');
            expect(objects === undefined || holds(objects, text)).toBe(true);
          }
        }),
        { seed: 30, numRuns: 12 },
      );
    },
  );

  it.each([
    { index: 2, field: 'item' },
    { index: 4, field: 'arguments' },
    { index: 5, field: 'payload' },
    { index: 13, field: 'hyperParameters' },
    { index: 13, field: 'channels' },
    { index: 16, field: 'input' },
  ])('is refused, or stays data, as a key of $field', ({ index, field }) => {
    fc.assert(
      fc.property(hostileText, text => {
        const input = JSON.parse(
          JSON.stringify({
            ...workload,
            call: {
              ...calls[index],
              [field]: Object.fromEntries([[text, 's3://a-bucket/x']]),
            },
          }),
        );
        const objects = unlessRefused(`call.${field}`, () =>
          awsCallWorkload(input, defaultOrganisation),
        );
        expectCarried(objects, '');
        expect(objects === undefined || holds(objects, text)).toBe(true);
      }),
      { seed: 31, numRuns: 40, examples: [['__proto__'], ['constructor']] },
    );
  });

  it('never reaches a script: it is the same for every input', () => {
    const scripts = (sql: string) =>
      awsCallWorkload(
        {
          ...workload,
          call: { service: 'athena', database: 'a', sql },
        },
        defaultOrganisation,
      ).map(
        ({ data }) => z.object({ 'call.sh': z.string() }).safeParse(data).data,
      );
    expect(scripts('$(id)\n"; id; "')).toEqual(scripts('SELECT 1'));
  });

  it('is not expanded by Kubernetes', () => {
    // As the kubelet does it: k8s.io/kubernetes/third_party/forked/golang/expansion.
    const expand = (text: string) =>
      text.replace(/\$\$|\$\(([^)]*)\)/g, (match, name) =>
        match === '$$' ? '$' : `<value of ${name}>`,
      );
    for (const text of [...hostileTexts, '$$', '$$$(A)', 'a$', '$$(', '$(A']) {
      expect(expand(verbatim(text))).toBe(text);
    }
    const deployment = awsCallWorkload(
      {
        ...workload,
        run: { kind: 'Deployment' },
        image,
        call: { service: 'command', args: ['$(AWS_PROFILE)'] },
      },
      defaultOrganisation,
    );
    expect(container(deployment.at(-1)).args).toEqual(['$$(AWS_PROFILE)']);
    const copy = awsCallWorkload(
      {
        ...workload,
        call: {
          service: 's3',
          action: 'sync',
          from: 's3://a-bucket/$(HOME)',
          to: 's3://b-bucket',
        },
      },
      defaultOrganisation,
    );
    expect(container(copy.at(-1)).env).toContainEqual({
      name: 'SOURCE',
      value: 's3://a-bucket/$$(HOME)',
    });
  });
});

import { InvalidFieldsError } from '../../fields';
import { account, hostile, platform, print, workload } from '../__fixtures__';
import { examples } from '../__fixtures__/examples';
import { buildRolePair } from '../pair';
import type { RolePairInput } from '../input';

type Access = RolePairInput['services'][number];

/** Each run of a training job has a new name, so a star at its end is taken as one. */
const meant = /^training\.jobs\.\d+: "nightly\*"$/;

const build = (access: Access) =>
  buildRolePair({ platform, workload, account, services: [access] });

const titled = examples.map((access, index): [string, Access] => [
  `${access.service} (${index})`,
  access,
]);

describe.each(titled)('what is written for %s', (_, access) => {
  const pair = build(access);
  const policies = [
    ...[pair.external, ...pair.executionRoles].flatMap(role => role.policies),
    ...pair.resourcePolicies.map(({ policy }) => policy),
    ...pair.foreignPolicies.map(({ policy }) => policy),
  ];

  it('gives every statement a Sid that IAM takes, once in its policy', () => {
    for (const { document } of policies) {
      const sids = document.Statement.map(({ Sid }) => Sid);
      expect(sids).toEqual(
        sids.map(() => expect.stringMatching(/^[0-9A-Za-z]+$/)),
      );
      expect(new Set(sids).size).toBe(sids.length);
    }
  });

  it('asks for calls on resources without wildcards', () => {
    expect(
      pair.asked.filter(({ resource }) => /.[*?]|[*?]./.test(resource)),
    ).toEqual([]);
  });

  it('is refused, or not a bit wider, with another text in any of its fields', () => {
    const wildcards = wildcardsOf(access);
    const wider = leavesOf(access).flatMap(([path, put]) =>
      hostile
        .map(([title, text]) => ({ title, access: put(text) }))
        .filter(other => wildcardsOf(other.access) > wildcards)
        .map(({ title }) => `${path}: ${title}`)
        .filter(found => !meant.test(found)),
    );
    expect(wider).toEqual([]);
  });
});

/** How many wildcards and variables stand in the pair; none where it is refused. */
function wildcardsOf(access: Access): number {
  try {
    const { external, executionRoles, resourcePolicies, foreignPolicies } =
      build(access);
    const text = print([
      external,
      executionRoles,
      resourcePolicies,
      foreignPolicies,
    ]);
    return text.split(/[*?$]/).length - 1;
  } catch (error) {
    if (error instanceof InvalidFieldsError) {
      return 0;
    }
    throw error;
  }
}

/** Every text in what is asked for, with what puts another in its place. */
function leavesOf(access: Access): Array<[string, (text: string) => Access]> {
  const paths: string[][] = [];
  const visit = (value: unknown, path: string[]) => {
    if (typeof value === 'string' && path[0] !== 'service') {
      paths.push(path);
    }
    if (typeof value === 'object' && value !== null) {
      Object.entries(value).forEach(([key, inner]) =>
        visit(inner, [...path, key]),
      );
    }
  };
  visit(access, []);
  return paths.map(path => [
    path.join('.'),
    text => JSON.parse(JSON.stringify(replaced(access, path, text))),
  ]);
}

function replaced(value: unknown, path: string[], text: string): unknown {
  const [key, ...others] = path;
  if (key === undefined || typeof value !== 'object' || value === null) {
    return text;
  }
  const entries = Object.entries(value).map(([name, inner]) => [
    name,
    name === key ? replaced(inner, others, text) : inner,
  ]);
  return Array.isArray(value)
    ? entries.map(([, inner]) => inner)
    : Object.fromEntries(entries);
}

import { sampleOptions } from '../../__testUtils__';
import {
  checkDraft,
  chooseCluster,
  chooseRole,
  durationsOf,
  emptyDraft,
  rolesOf,
} from './draft';

const PROD = 'c-m-prod0001';
const DEV = 'c-m-dev00001';
const fresh = emptyDraft(sampleOptions);

describe('a request being filled in', () => {
  it('starts empty where there is a choice', () => {
    expect(fresh).toEqual({ reason: '' });
  });

  it('has chosen already what leaves no choice', () => {
    const [, dev] = sampleOptions.options;
    expect(emptyDraft({ ...sampleOptions, options: [dev] })).toEqual({
      cluster: DEV,
      role: 'cluster-member',
      durationSeconds: 600,
      reason: '',
    });
  });

  it('offers the roles of the chosen cluster', () => {
    const names = (cluster?: string) =>
      rolesOf(sampleOptions, cluster).map(({ name }) => name);
    expect(names()).toEqual([]);
    expect(names(PROD)).toEqual(['read-only', 'cluster-owner']);
    expect(names(DEV)).toEqual(['cluster-member']);
  });

  it('forgets a role that another cluster does not have', () => {
    const prod = chooseRole(
      sampleOptions,
      chooseCluster(sampleOptions, fresh, PROD),
      'read-only',
    );
    const back = chooseCluster(
      sampleOptions,
      chooseCluster(sampleOptions, prod, DEV),
      PROD,
    );
    expect(back.cluster).toBe(PROD);
    expect(back.role).toBeUndefined();
    expect(durationsOf(sampleOptions, back)).toEqual([]);
  });

  it('keeps the role where the other cluster has it too', () => {
    const [prod, dev] = sampleOptions.options;
    const options = {
      ...sampleOptions,
      options: [prod, { ...dev, roles: prod.roles }],
    };
    const draft = chooseRole(
      options,
      chooseCluster(options, fresh, PROD),
      'cluster-owner',
    );
    expect(chooseCluster(options, draft, DEV)).toEqual({
      ...draft,
      cluster: DEV,
    });
  });

  it('offers the durations that the role allows, and keeps to them', () => {
    const readOnly = chooseRole(
      sampleOptions,
      { ...fresh, cluster: PROD },
      'read-only',
    );
    expect(durationsOf(sampleOptions, readOnly)).toEqual([900, 1800, 3600]);
    expect(readOnly.durationSeconds).toBe(900);

    const owner = chooseRole(
      sampleOptions,
      { ...readOnly, durationSeconds: 3600 },
      'cluster-owner',
    );
    expect(durationsOf(sampleOptions, owner)).toEqual([900, 1800]);
    expect(owner.durationSeconds).toBe(900);
  });

  it('offers the longest time of a role for which all others are too long', () => {
    const draft = chooseCluster(sampleOptions, fresh, DEV);
    expect(durationsOf(sampleOptions, draft)).toEqual([600]);
  });
});

describe('checking a request before it is sent', () => {
  const complete = {
    cluster: PROD,
    role: 'read-only',
    durationSeconds: 900,
    reason: '  INC-4711 checkout  ',
  };

  it('gives the request, with the reason trimmed', () => {
    expect(checkDraft(sampleOptions, complete)).toEqual({
      request: { ...complete, reason: 'INC-4711 checkout' },
    });
  });

  it('names the next choice to make, and the reason', () => {
    expect(checkDraft(sampleOptions, fresh)).toEqual({
      problems: { cluster: 'missing', reason: 'tooShort' },
    });
    expect(checkDraft(sampleOptions, { ...fresh, cluster: PROD })).toEqual({
      problems: { role: 'missing', reason: 'tooShort' },
    });
  });

  it.each([
    ['short   ', 'tooShort'],
    ['x'.repeat(201), 'tooLong'],
  ])('does not accept the reason %p', (reason, problem) => {
    expect(checkDraft(sampleOptions, { ...complete, reason })).toEqual({
      problems: { reason: problem },
    });
  });
});

import {
  buildRolePair,
  InvalidFieldsError,
  lintRolePair,
  type PairFinding,
  type PairVerification,
  parseFields,
  type RolePair,
  verifyRolePair,
} from '@cluster-self-service/iam-policy';
import type * as z from 'zod';
import { hopsOf } from '../aws-config';
import { rolePairCloudFormation } from '../cloudformation';
import type { GeneratedFile } from '../files';
import {
  defaultOrganisation,
  externalId,
  type Organisation,
} from '../organisation';
import { rolePairTerraform } from '../terraform';
import { awsCallWorkloadFiles } from '../workloads';
import { type CrossAccountInput, crossAccountInput } from './input';
import { refuseUncovered } from './refuseUncovered';

type Wanted = z.output<typeof crossAccountInput>;

/** Everything that one request for access to another account comes to. */
export interface CrossAccountAccess {
  pair: RolePair;
  /** That the pair allows what was asked for, and lets nobody else in. */
  verification: PairVerification;
  /** What the linter still has to say; errors are refused. */
  findings: PairFinding[];
  /** Both accounts' infrastructure, and the manifests of the namespace. */
  files: GeneratedFile[];
  /** What people must do themselves, a sentence each. */
  notes: string[];
}

/**
 * From what a team asks for to the files of the pull requests: the role pair, proved by simulation, as infrastructure code of both
 * accounts, and the workloads that use it.
 *
 * @throws InvalidFieldsError naming each field that is wrong; also when the proof of the pair fails, with what is not allowed, and
 * for each workload whose call the pair does not allow
 */
export function crossAccountAccess(
  input: CrossAccountInput,
  organisation: Organisation,
): CrossAccountAccess {
  const wanted = parseFields(crossAccountInput, input);
  const pair = pairOf(wanted, organisation);
  const verification = verifyRolePair(pair);
  const findings = lintRolePair(pair);
  refuseUnproved(verification);
  refuseErrors(findings);
  refuseUncovered(wanted.workloads, pair);
  const infrastructure =
    wanted.infrastructure === 'terraform'
      ? rolePairTerraform(pair)
      : rolePairCloudFormation(pair);
  return {
    pair,
    verification,
    findings,
    files: [...infrastructure, ...workloadFiles(wanted, pair, organisation)],
    notes: [...placeholderNotes(organisation), ...pair.notes],
  };
}

/** What the defaults cannot know has to be said before a role trusts it. */
function placeholderNotes({ aws }: Organisation): string[] {
  return aws.oidcIssuer === defaultOrganisation.aws.oidcIssuer
    ? [
        'The OIDC issuer is a placeholder: set organisation.aws.oidcIssuer to that of your cluster, or no pod gets the platform role.',
      ]
    : [];
}

function pairOf(wanted: Wanted, organisation: Organisation): RolePair {
  const { namespace, serviceAccount, identity, account, services } = wanted;
  try {
    return buildRolePair({
      platform: organisation.aws,
      workload: { namespace, serviceAccount, identity },
      account: {
        ...account,
        externalId:
          account.externalId ??
          externalId(organisation, namespace, account.accountId),
      },
      services,
    });
  } catch (error) {
    throw error instanceof InvalidFieldsError ? inOurWords(error) : error;
  }
}

/** The fields of a pair are called otherwise in a request. */
function inOurWords({ problems }: InvalidFieldsError): InvalidFieldsError {
  return new InvalidFieldsError(
    problems.map(({ path, message }) => ({
      path: path
        .replace(/^platform\b/, 'organisation.aws')
        .replace(/^workload\./, ''),
      message,
    })),
  );
}

/** Only own statements can get here: what the builders make is proved by their tests. */
function refuseUnproved({
  holds,
  asked,
  intrusions,
  unasked,
}: PairVerification): void {
  if (holds) {
    return;
  }
  const denied = asked.filter(({ verdict }) => verdict.decision !== 'allowed');
  throw new InvalidFieldsError([
    ...denied.map(({ access, verdict }) => ({
      path: 'services',
      message: `${access.action} on ${access.resource} would not be allowed: ${
        verdict.steps.at(-1)?.verdict.reasons[0]?.text ?? verdict.decision
      }`,
    })),
    ...[...intrusions, ...unasked].map(({ request }) => ({
      path: 'services',
      message: `${request.principal} would be allowed ${request.action} on ${request.resource}, which nobody asked for`,
    })),
  ]);
}

function refuseErrors(findings: PairFinding[]): void {
  const errors = findings.filter(({ finding }) => finding.severity === 'error');
  if (errors.length > 0) {
    throw new InvalidFieldsError(
      errors.map(({ of, in: policy, finding }) => ({
        path: 'services',
        message: `${of}, ${policy}: ${finding.message}`,
      })),
    );
  }
}

function workloadFiles(
  wanted: Wanted,
  pair: RolePair,
  organisation: Organisation,
): GeneratedFile[] {
  const { namespace, serviceAccount, workloads } = wanted;
  const directory = wanted.directory ?? `namespaces/${namespace}`;
  return workloads.flatMap((workload, index) =>
    awsCallWorkloadFiles(
      {
        ...workload,
        namespace,
        aws: hopsOf(pair),
        // All share it: the first one brings it along.
        serviceAccount: { name: serviceAccount, create: index === 0 },
      },
      organisation,
      `${directory}/${workload.name}`,
    ),
  );
}

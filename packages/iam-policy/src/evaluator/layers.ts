import {
  hasIdentityPolicies,
  isInAccount,
  isServiceLinkedRole,
} from './caller';
import { type PrincipalMatch, strongerMatch } from './principals';
import {
  applies,
  type CompiledStatement,
  compilePolicy,
  type PreparedRequest,
} from './statements';
import {
  type ApplicablePolicies,
  type NamedPolicy,
  type PolicyRole,
} from './types';

/** Policies of one role that speak together: one Allow among them is enough. */
export interface Layer {
  role: PolicyRole;
  policies: readonly NamedPolicy[];
}

/** A statement that applies to a request, and where it stands. */
export interface Finding {
  role: PolicyRole;
  policy: NamedPolicy;
  statement: CompiledStatement;
}

/** The layers that have a say in a request of this caller. */
export interface Layers {
  resourceControl: Layer[];
  serviceControl: Layer[];
  resource: Layer;
  identity: Layer;
  boundary?: Layer;
  session?: Layer;
}

/**
 * Leaves out the policies that do not reach a caller. Service control policies limit the principals of accounts, and neither they
 * nor resource control policies limit service-linked roles; who is outside every account has no policies of its own.
 *
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
 */
export function layersFor(
  { caller }: PreparedRequest,
  policies: ApplicablePolicies,
): Layers {
  const own = hasIdentityPolicies(caller);
  const linked = isServiceLinkedRole(caller);
  return {
    resourceControl: linked
      ? []
      : levels('resource-control', policies.resourceControl),
    serviceControl:
      isInAccount(caller) && !linked
        ? levels('service-control', policies.serviceControl)
        : [],
    resource: layer('resource', policies.resource),
    identity: {
      role: 'identity',
      policies: own ? policies.identity ?? [] : [],
    },
    boundary:
      own && policies.permissionsBoundary
        ? layer('permissions-boundary', policies.permissionsBoundary)
        : undefined,
    session: own
      ? sessionLayer(caller.kind, policies.session ?? [])
      : undefined,
  };
}

/** A federated user's session may do what its session policies allow; a role's session has none unless one was passed. */
function sessionLayer(
  kind: PreparedRequest['caller']['kind'],
  policies: NamedPolicy[],
): Layer | undefined {
  const limits =
    kind === 'federated-user' ||
    (kind === 'role-session' && policies.length > 0);
  return limits ? { role: 'session', policies } : undefined;
}

function layer(role: PolicyRole, policy: NamedPolicy | undefined): Layer {
  return { role, policies: policy ? [policy] : [] };
}

function levels(role: PolicyRole, all: NamedPolicy[][] = []): Layer[] {
  return all.map(policies => ({ role, policies }));
}

/** Every Deny of a layer that applies. */
export function denialsOf(
  layers: Layer[],
  request: PreparedRequest,
): Finding[] {
  const found: Finding[] = [];
  for (const { role, policies } of layers) {
    for (const policy of policies) {
      for (const statement of compilePolicy(policy.document).denials) {
        if (
          applies(statement, request) &&
          matchesCaller(role, statement, request)
        ) {
          found.push({ role, policy, statement });
        }
      }
    }
  }
  return found;
}

/** The first Allow of a layer that applies. */
export function allowanceOf(
  { role, policies }: Layer,
  request: PreparedRequest,
): Finding | undefined {
  for (const policy of policies) {
    for (const statement of compilePolicy(policy.document).allowances) {
      if (applies(statement, request)) {
        return { role, policy, statement };
      }
    }
  }
  return undefined;
}

/** The Allow of a resource's policy that means the caller most directly. */
export function grantOf(
  { role, policies }: Layer,
  request: PreparedRequest,
): { match: PrincipalMatch; finding?: Finding } {
  let match: PrincipalMatch = 'none';
  let finding: Finding | undefined;
  for (const policy of policies) {
    for (const statement of compilePolicy(policy.document).allowances) {
      const found = statement.matchPrincipal(request.caller, request.bounded);
      if (
        found !== match &&
        strongerMatch(found, match) === found &&
        applies(statement, request)
      ) {
        match = found;
        finding = { role, policy, statement };
      }
    }
  }
  return { match, finding };
}

/** Policies of identities and service control policies name nobody; they mean whoever they are attached to. */
export function matchesCaller(
  role: PolicyRole,
  statement: CompiledStatement,
  { caller, bounded }: PreparedRequest,
): boolean {
  return (
    (role !== 'resource' && role !== 'resource-control') ||
    statement.matchPrincipal(caller, bounded) !== 'none'
  );
}

/** All layers, those of the organization first. */
export function everyLayer(layers: Layers): Layer[] {
  return [
    ...layers.resourceControl,
    ...layers.serviceControl,
    layers.resource,
    layers.identity,
    ...present(layers.boundary),
    ...present(layers.session),
  ];
}

/** A layer that need not be there, as a list. */
export function present(optional: Layer | undefined): Layer[] {
  return optional ? [optional] : [];
}

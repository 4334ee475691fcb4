import type { ManagerIdentity } from './managedFields';

/** A field that would change under the hands of another manager. */
export interface ApplyConflict {
  manager: ManagerIdentity & { time?: string };
  /** `.spec.replicas` */
  path: string;
}

/** A `v1` Status that tells of field ownership. */
export interface ConflictStatus {
  kind: 'Status';
  apiVersion: 'v1';
  metadata: Record<string, never>;
  status: 'Failure';
  message: string;
  reason: 'Conflict';
  details: {
    causes: Array<{
      reason: 'FieldManagerConflict';
      message: string;
      field: string;
    }>;
  };
  code: 409;
}

/** The answer 409 of an API server to an apply that others' ownership forbids. */
export function conflictStatus(conflicts: ApplyConflict[]): ConflictStatus {
  return {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message: summary(conflicts),
    reason: 'Conflict',
    details: {
      causes: conflicts.map(({ manager, path }) => ({
        reason: 'FieldManagerConflict',
        message: `conflict with ${printManager(manager)}`,
        field: path,
      })),
    },
    code: 409,
  };
}

function summary(conflicts: ApplyConflict[]): string {
  if (conflicts.length === 1) {
    const [{ manager, path }] = conflicts;
    return `Apply failed with 1 conflict: conflict with ${printManager(
      manager,
    )}: ${path}`;
  }
  const byManager = new Map<string, string[]>();
  for (const { manager, path } of conflicts) {
    const name = printManager(manager);
    byManager.set(name, [...(byManager.get(name) ?? []), `- ${path}`]);
  }
  const lines = [...byManager.keys()]
    .sort()
    .flatMap(name => [
      `conflicts with ${name}:`,
      ...(byManager.get(name) ?? []),
    ]);
  return `Apply failed with ${conflicts.length} conflicts: ${lines.join('\n')}`;
}

function printManager({
  manager,
  operation,
  apiVersion,
  subresource,
}: ManagerIdentity): string {
  const name =
    JSON.stringify(manager) +
    (subresource ? ` with subresource ${JSON.stringify(subresource)}` : '');
  return operation === 'Update' ? `${name} using ${apiVersion}` : name;
}

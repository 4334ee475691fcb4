import type { KubernetesApiServer } from '../kubernetes/types';
import { people } from '../people';
import { isRecord } from '../records';
import { auditLine, type AuditedRequest, type AuditUser } from './auditLine';
import { resources, textOf } from './resources';

export type AuditSink = (line: string, at: Date) => void;

function matches(filter: Record<string, unknown>, uri: string): boolean {
  const pattern = textOf(filter, 'requestURI');
  return pattern !== undefined && new RegExp(pattern).test(uri);
}

/** Rancher's API audit log: writes every request to the sink unless an AuditPolicy denies it. */
export class AuditLog {
  readonly #api: KubernetesApiServer;
  readonly #sink: AuditSink;
  readonly #level: number;
  readonly #now: () => Date;

  constructor(options: {
    api: KubernetesApiServer;
    sink: AuditSink;
    level: number;
    now: () => Date;
  }) {
    this.#api = options.api;
    this.#sink = options.sink;
    this.#level = options.level;
    this.#now = options.now;
  }

  /** Answers with the line, or with nothing where an AuditPolicy kept it from being written. */
  write(userId: string, request: AuditedRequest): string | undefined {
    if (this.#isDenied(request.uri)) {
      return undefined;
    }
    const at = this.#now();
    const line = auditLine(this.#user(userId), request, {
      at,
      level: this.#level,
      remoteAddress: '10.42.0.17:51874',
    });
    this.#sink(line, at);
    return line;
  }

  #user(id: string): AuditUser {
    const person = people.find(({ rancherUserId }) => rancherUserId === id);
    return person
      ? {
          id,
          loginName: person.email,
          principal: `okta_user://${person.email}`,
          groups: person.oktaGroups,
        }
      : { id, loginName: id, principal: `local://${id}`, groups: [] };
  }

  /** An enabled policy's deny filter erases a line, unless an allow filter of any policy names it. */
  #isDenied(uri: string): boolean {
    const filters = this.#api.objects
      .list(resources.auditPolicies)
      .map(({ spec }) => spec)
      .filter(isRecord)
      .filter(({ enabled }) => enabled === true)
      .flatMap(spec =>
        Array.isArray(spec.filters) ? spec.filters.filter(isRecord) : [],
      )
      .filter(filter => matches(filter, uri));
    return (
      filters.some(({ action }) => action === 'deny') &&
      !filters.some(({ action }) => action === 'allow')
    );
  }
}

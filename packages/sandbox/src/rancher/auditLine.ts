import { randomUUID } from 'node:crypto';

/** Someone as Rancher's audit log names them. */
export interface AuditUser {
  id: string;
  loginName: string;
  principal: string;
  groups: string[];
}

/** One request to Rancher, as it would be seen in its audit log. */
export interface AuditedRequest {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Path and query. */
  uri: string;
  code: number;
  userAgent: string;
  requestBody?: unknown;
  responseBody?: unknown;
}

const HOST = 'rancher.example.com';

function isBrowser(userAgent: string): boolean {
  return userAgent.startsWith('Mozilla/');
}

function seconds(at: Date): string {
  return `${at.toISOString().slice(0, 19)}Z`;
}

/**
 * A line of Rancher's API audit log: one JSON object, times in whole seconds. The shape is that of the samples in
 * rancher/rancher#33126; bodies are there for POST and PUT only, and only from their levels on.
 *
 * @param level - 0 metadata, 1 headers, 2 request bodies, 3 response bodies
 */
export function auditLine(
  user: AuditUser,
  request: AuditedRequest,
  options: { at: Date; level: number; remoteAddress: string },
): string {
  const { level } = options;
  const groups = [
    ...user.groups.map(group => `okta_group://${group}`),
    'system:authenticated',
    'system:cattle:authenticated',
  ];
  const hasBodies = request.method === 'POST' || request.method === 'PUT';
  return JSON.stringify({
    auditID: randomUUID(),
    requestURI: request.uri,
    user: {
      name: user.id,
      group: groups,
      extra: {
        principalid: [user.principal],
        requesthost: [HOST],
        requesttokenid: [
          isBrowser(request.userAgent)
            ? 'token-mx7q2'
            : `kubeconfig-${user.id}`,
        ],
        username: [user.loginName],
      },
    },
    method: request.method,
    remoteAddr: options.remoteAddress,
    responseCode: request.code,
    requestTimestamp: seconds(options.at),
    responseTimestamp: seconds(options.at),
    ...(level >= 1 && {
      requestHeader: {
        Accept: ['application/json'],
        'Accept-Encoding': ['gzip'],
        ...(hasBodies && { 'Content-Type': ['application/json'] }),
        'Impersonate-Extra-Principalid': [user.principal],
        'Impersonate-Extra-Username': [user.loginName],
        'Impersonate-Group': groups,
        'Impersonate-User': [user.id],
        'User-Agent': [request.userAgent],
        'X-Forwarded-Proto': ['https'],
      },
      responseHeader: {
        'Audit-Id': [randomUUID()],
        'Cache-Control': ['no-cache, private'],
        'Content-Type': ['application/json'],
        Date: [options.at.toUTCString()],
      },
    }),
    ...(level >= 2 && hasBodies && { requestBody: request.requestBody ?? {} }),
    ...(level >= 3 &&
      hasBodies && { responseBody: request.responseBody ?? {} }),
  });
}

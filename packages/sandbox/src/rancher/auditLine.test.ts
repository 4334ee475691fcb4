import { actions } from './actions';
import { auditLine, type AuditUser } from './auditLine';

const user: AuditUser = {
  id: 'u-er1n5mzt7b',
  loginName: 'erin@example.com',
  principal: 'okta_user://erin@example.com',
  groups: ['on-call'],
};
const at = new Date('2026-11-21T10:15:30.987Z');

function line(
  action: keyof typeof actions,
  level: number,
): Record<string, unknown> {
  return JSON.parse(
    auditLine(user, actions[action]('c-m-7qkx2bzl'), {
      at,
      level,
      remoteAddress: '10.42.0.17:51874',
    }),
  );
}

it('has the shape of the real ones', () => {
  expect(line('list pods', 0)).toEqual({
    auditID: expect.stringMatching(/^[0-9a-f-]{36}$/),
    requestURI:
      '/k8s/clusters/c-m-7qkx2bzl/api/v1/namespaces/payments/pods?limit=500',
    user: {
      name: 'u-er1n5mzt7b',
      group: [
        'okta_group://on-call',
        'system:authenticated',
        'system:cattle:authenticated',
      ],
      extra: {
        principalid: ['okta_user://erin@example.com'],
        requesthost: ['rancher.example.com'],
        requesttokenid: ['kubeconfig-u-er1n5mzt7b'],
        username: ['erin@example.com'],
      },
    },
    method: 'GET',
    remoteAddr: '10.42.0.17:51874',
    responseCode: 200,
    requestTimestamp: '2026-11-21T10:15:30Z',
    responseTimestamp: '2026-11-21T10:15:30Z',
  });
});

it('has headers with the impersonation from level 1 on', () => {
  expect(line('get secret', 1)).toMatchObject({
    responseCode: 403,
    requestHeader: { 'Impersonate-User': ['u-er1n5mzt7b'] },
    responseHeader: { 'Content-Type': ['application/json'] },
  });
});

it('has bodies of POST and PUT only, each from its level on', () => {
  expect(line('create job', 1)).not.toHaveProperty('requestBody');
  expect(line('create job', 2)).toHaveProperty('requestBody.kind', 'Job');
  expect(line('create job', 2)).not.toHaveProperty('responseBody');
  expect(line('create job', 3)).toHaveProperty('responseBody');
  expect(line('patch deployment', 3)).not.toHaveProperty('requestBody');
});

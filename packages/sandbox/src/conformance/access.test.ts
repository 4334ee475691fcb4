import { AuthorizationV1Api } from '@kubernetes/client-node';
import {
  at,
  configMap,
  configMaps,
  conformance,
  listAt,
  stringAt,
  type Body,
  type Client,
} from './__testUtils__';

const RBAC = '/apis/rbac.authorization.k8s.io/v1';
const GROUP = 'rbac.authorization.k8s.io';

conformance('Authentication and RBAC', cluster => {
  let namespace: string;
  let alice: Client;
  let bob: Client;
  beforeEach(async () => {
    namespace = await cluster.namespace();
    alice = cluster.as('alice');
    bob = cluster.as('bob');
  });

  const role = (name: string, rules: Body[]): Body => ({
    apiVersion: `${GROUP}/v1`,
    kind: 'Role',
    metadata: { name },
    rules,
  });
  const binding = (
    name: string,
    roleName: string,
    subject: Body,
    kind = 'Role',
  ): Body => ({
    apiVersion: `${GROUP}/v1`,
    kind: 'RoleBinding',
    metadata: { name },
    roleRef: { apiGroup: GROUP, kind, name: roleName },
    subjects: [{ apiGroup: GROUP, ...subject }],
  });
  const roles = () => `${RBAC}/namespaces/${namespace}/roles`;
  const bindings = () => `${RBAC}/namespaces/${namespace}/rolebindings`;

  async function grant(rules: Body[], subject: Body): Promise<void> {
    const name = `r-${cluster.suffix()}`;
    await cluster.must(cluster.admin.post(roles(), role(name, rules)));
    await cluster.must(
      cluster.admin.post(bindings(), binding(name, name, subject)),
    );
  }

  /** A server may take a moment until it has seen new rules. */
  async function until(
    status: number,
    request: () => Promise<{ status: number; body: Body }>,
    patience = 5_000,
  ): Promise<Body> {
    const deadline = Date.now() + patience;
    let answer = await request();
    while (answer.status !== status && Date.now() < deadline) {
      await new Promise(resolve => setTimeout(resolve, 20));
      answer = await request();
    }
    expect(answer).toMatchObject({ status });
    return answer.body;
  }

  const READ = {
    apiGroups: [''],
    resources: ['configmaps'],
    verbs: ['get', 'list'],
  };

  it('refuses a token that it does not know', async () => {
    const { status, body } = await cluster
      .bearing('nonsense')
      .get(configMaps(namespace));
    expect(status).toBe(401);
    expect(body).toMatchObject({
      kind: 'Status',
      message: 'Unauthorized',
      reason: 'Unauthorized',
      code: 401,
    });
  });

  const accounts = () => `/api/v1/namespaces/${namespace}/serviceaccounts`;

  async function serviceAccount(): Promise<Client> {
    await cluster.must(
      cluster.admin.post(accounts(), {
        apiVersion: 'v1',
        kind: 'ServiceAccount',
        metadata: { name: 'robot' },
      }),
    );
    const issued = await cluster.must(
      cluster.admin.post(`${accounts()}/robot/token`, {
        apiVersion: 'authentication.k8s.io/v1',
        kind: 'TokenRequest',
        spec: { expirationSeconds: 3600 },
      }),
    );
    return cluster.bearing(stringAt(issued.body, 'status', 'token') ?? '');
  }

  it('knows a service account by its token, until the account is gone', async () => {
    const robot = await serviceAccount();
    const { status, body } = await robot.get(configMaps(namespace));
    expect(status).toBe(403);
    expect(stringAt(body, 'message')).toMatch(
      `User "system:serviceaccount:${namespace}:robot" cannot list resource "configmaps"`,
    );
    await grant([READ], {
      kind: 'Group',
      name: `system:serviceaccounts:${namespace}`,
    });
    await until(200, () => robot.get(configMaps(namespace)));
    await cluster.must(cluster.admin.delete(`${accounts()}/robot`));
    await until(401, () => robot.get(configMaps(namespace)), 30_000);
  });

  it('says who may not do what', async () => {
    const { status, body } = await alice.get(configMaps(namespace));
    expect(status).toBe(403);
    expect(body).toEqual({
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message: `configmaps is forbidden: User "alice" cannot list resource "configmaps" in API group "" in the namespace "${namespace}"`,
      reason: 'Forbidden',
      details: { kind: 'configmaps' },
      code: 403,
    });
    expect((await alice.get(configMaps(namespace, 'x'))).body).toMatchObject({
      message: `configmaps "x" is forbidden: User "alice" cannot get resource "configmaps" in API group "" in the namespace "${namespace}"`,
      details: { name: 'x', kind: 'configmaps' },
    });
    expect((await alice.get('/api/v1/secrets')).body.message).toBe(
      'secrets is forbidden: User "alice" cannot list resource "secrets" in API group "" at the cluster scope',
    );
    expect((await alice.post(roles(), role('x', []))).body.message).toBe(
      `roles.rbac.authorization.k8s.io is forbidden: User "alice" cannot create resource "roles" in API group ` +
        `"rbac.authorization.k8s.io" in the namespace "${namespace}"`,
    );
  });

  it('does not tell who may not look what is there', async () => {
    await cluster.must(
      cluster.admin.post(configMaps(namespace), configMap('there')),
    );
    const there = await alice.get(configMaps(namespace, 'there'));
    const absent = await alice.get(configMaps(namespace, 'absent'));
    expect([there.status, absent.status]).toEqual([403, 403]);
  });

  it('allows a user what a binding gives, in that namespace, and nothing else', async () => {
    await grant([READ], { kind: 'User', name: 'alice' });
    await until(200, () => alice.get(configMaps(namespace)));
    expect((await alice.get(configMaps(namespace, 'absent'))).status).toBe(404);
    expect(
      (await alice.post(configMaps(namespace), configMap('x'))).status,
    ).toBe(403);
    expect(
      (await alice.get(`${configMaps(namespace)}?watch=true`)).status,
    ).toBe(403);
    expect((await alice.get(configMaps('default'))).status).toBe(403);
    expect((await bob.get(configMaps(namespace))).status).toBe(403);
  });

  it('allows the members of a group', async () => {
    await grant([READ], { kind: 'Group', name: 'devs' });
    await until(200, () => alice.get(configMaps(namespace)));
    expect((await bob.get(configMaps(namespace))).status).toBe(403);
  });

  it('allows single objects by their name', async () => {
    await cluster.must(
      cluster.admin.post(configMaps(namespace), configMap('mine')),
    );
    await grant([{ ...READ, verbs: ['get'], resourceNames: ['mine'] }], {
      kind: 'User',
      name: 'alice',
    });
    await until(200, () => alice.get(configMaps(namespace, 'mine')));
    expect((await alice.get(configMaps(namespace, 'other'))).status).toBe(403);
    expect((await alice.get(configMaps(namespace))).status).toBe(403);
  });

  it('takes rights away with the binding', async () => {
    await grant([READ], { kind: 'User', name: 'alice' });
    await until(200, () => alice.get(configMaps(namespace)));
    await cluster.must(cluster.admin.delete(bindings()));
    const { reason } = await until(403, () => alice.get(configMaps(namespace)));
    expect(reason).toBe('Forbidden');
  });

  it('keeps subresources apart', async () => {
    const widgets = await cluster.widgets();
    await cluster.must(
      cluster.admin.post(widgets.path(namespace), widgets.widget('w')),
    );
    const rule = { apiGroups: [widgets.group], verbs: ['patch', 'get'] };
    await grant([{ ...rule, resources: ['widgets/status'] }], {
      kind: 'User',
      name: 'alice',
    });
    await until(200, () =>
      alice.patch(`${widgets.path(namespace, 'w')}/status`, {
        status: { phase: 'Up' },
      }),
    );
    expect(
      (
        await alice.patch(widgets.path(namespace, 'w'), {
          spec: { title: 'b' },
        })
      ).status,
    ).toBe(403);
  });

  it('lets a role give what a ClusterRole says, in one namespace', async () => {
    await cluster.must(
      cluster.admin.post(
        bindings(),
        binding(
          'viewer',
          'view',
          { kind: 'User', name: 'alice' },
          'ClusterRole',
        ),
      ),
    );
    await until(200, () => alice.get(configMaps(namespace)));
    expect(
      (await alice.get(`/api/v1/namespaces/${namespace}/secrets`)).status,
    ).toBe(403);
  });

  it('gathers the rules of ClusterRoles by their labels', async () => {
    const label = `aggregate-${cluster.suffix()}.example.com/to`;
    const part = `part-${cluster.suffix()}`;
    const sum = `sum-${cluster.suffix()}`;
    for (const name of [part, sum]) {
      cluster.cleanUp(`${RBAC}/clusterroles/${name}`);
    }
    const kind = { apiVersion: `${GROUP}/v1`, kind: 'ClusterRole' };
    await cluster.must(
      cluster.admin.post(`${RBAC}/clusterroles`, {
        ...kind,
        metadata: { name: sum },
        aggregationRule: {
          clusterRoleSelectors: [{ matchLabels: { [label]: 'sum' } }],
        },
      }),
    );
    await cluster.must(
      cluster.admin.post(`${RBAC}/clusterroles`, {
        ...kind,
        metadata: { name: part, labels: { [label]: 'sum' } },
        rules: [READ],
      }),
    );
    await cluster.must(
      cluster.admin.post(
        bindings(),
        binding('sum', sum, { kind: 'User', name: 'alice' }, 'ClusterRole'),
      ),
    );
    const { kind: list } = await until(200, () =>
      alice.get(configMaps(namespace)),
    );
    expect(list).toBe('ConfigMapList');
  });

  describe('escalation', () => {
    beforeEach(async () => {
      const manage = {
        apiGroups: [GROUP],
        resources: ['roles', 'rolebindings'],
        verbs: ['get', 'create', 'update', 'patch'],
      };
      await grant([manage, READ], { kind: 'User', name: 'alice' });
      await until(200, () => alice.get(configMaps(namespace)));
    });

    it('may give rights that one has', async () => {
      expect((await alice.post(roles(), role('mine', [READ]))).status).toBe(
        201,
      );
      const bound = await alice.post(
        bindings(),
        binding('mine', 'mine', { kind: 'User', name: 'bob' }),
      );
      expect(bound.status).toBe(201);
      await until(200, () => bob.get(configMaps(namespace)));
    });

    it('may not write a role with rights that one lacks', async () => {
      const { status, body } = await alice.post(
        roles(),
        role('more', [{ ...READ, verbs: ['get', 'delete'] }]),
      );
      expect(status).toBe(403);
      expect(body).toMatchObject({
        reason: 'Forbidden',
        details: { name: 'more', group: GROUP, kind: 'roles' },
      });
      expect(stringAt(body, 'message')).toBe(
        'roles.rbac.authorization.k8s.io "more" is forbidden: user "alice" (groups=["devs" "system:authenticated"]) ' +
          'is attempting to grant RBAC permissions not currently held:\n' +
          '{APIGroups:[""], Resources:["configmaps"], Verbs:["delete"]}',
      );
    });

    it('may not bind a role with rights that one lacks', async () => {
      await cluster.must(
        cluster.admin.post(
          roles(),
          role('big', [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }]),
        ),
      );
      const { status, body } = await alice.post(
        bindings(),
        binding('big', 'big', { kind: 'User', name: 'alice' }),
      );
      expect(status).toBe(403);
      expect(stringAt(body, 'message')).toMatch(
        'rolebindings.rbac.authorization.k8s.io "big" is forbidden: user "alice" (groups=["devs" "system:authenticated"]) ' +
          'is attempting to grant RBAC permissions not currently held:\n' +
          '{APIGroups:["*"], Resources:["*"], Verbs:["*"]}',
      );
    });

    it('may bind what one is allowed to bind', async () => {
      await cluster.must(
        cluster.admin.post(
          roles(),
          role('lent', [{ ...READ, verbs: ['delete'] }]),
        ),
      );
      await grant(
        [
          {
            apiGroups: [GROUP],
            resources: ['roles'],
            verbs: ['bind'],
            resourceNames: ['lent'],
          },
        ],
        {
          kind: 'User',
          name: 'alice',
        },
      );
      const { roleRef } = await until(201, () =>
        alice.post(
          bindings(),
          binding('lent', 'lent', { kind: 'User', name: 'bob' }),
        ),
      );
      expect(roleRef).toMatchObject({ name: 'lent' });
    });
  });

  it('does not let the role of a binding be changed', async () => {
    await cluster.must(
      cluster.admin.post(
        bindings(),
        binding('b', 'one', { kind: 'User', name: 'bob' }),
      ),
    );
    const { status, body } = await cluster.admin.patch(`${bindings()}/b`, {
      roleRef: { name: 'two' },
    });
    expect(status).toBe(422);
    expect(body.message).toEqual(
      expect.stringContaining('roleRef: Invalid value: '),
    );
    expect(body.message).toEqual(
      expect.stringContaining('cannot change roleRef'),
    );
  });

  it('lets some people act as others', async () => {
    const asAlice = cluster.admin.with({
      'Impersonate-User': 'alice',
      'Impersonate-Group': 'devs',
    });
    const { status, body } = await asAlice.get(configMaps(namespace));
    expect([
      status,
      stringAt(body, 'message')?.includes('User "alice" cannot list'),
    ]).toEqual([403, true]);
  });

  it('does not let everybody act as others', async () => {
    const robot = await serviceAccount();
    const pretender = robot.with({ 'Impersonate-User': 'alice' });
    const { status, body } = await pretender.get(configMaps(namespace));
    expect(status).toBe(403);
    expect(body.message).toBe(
      `users "alice" is forbidden: User "system:serviceaccount:${namespace}:robot" cannot impersonate resource ` +
        '"users" in API group "" at the cluster scope',
    );
  });

  describe('reviews', () => {
    const review = (attributes: Body): Body => ({
      apiVersion: 'authorization.k8s.io/v1',
      kind: 'SelfSubjectAccessReview',
      spec: { resourceAttributes: attributes },
    });
    const AUTHORIZATION = '/apis/authorization.k8s.io/v1';

    it('tell a person what they may do', async () => {
      await grant([READ], { kind: 'User', name: 'alice' });
      await until(200, () => alice.get(configMaps(namespace)));
      const ask = async (verb: string) => {
        const { status, body } = await alice.post(
          `${AUTHORIZATION}/selfsubjectaccessreviews`,
          review({ namespace, verb, resource: 'configmaps' }),
        );
        expect(status).toBe(201);
        return at(body, 'status', 'allowed');
      };
      expect([await ask('get'), await ask('delete')]).toEqual([true, false]);
    });

    it('tell those in charge what others may do', async () => {
      await grant([READ], { kind: 'Group', name: 'devs' });
      await until(200, () => alice.get(configMaps(namespace)));
      const ask = async (groups: string[]) => {
        const { body } = await cluster.admin.post(
          `${AUTHORIZATION}/subjectaccessreviews`,
          {
            apiVersion: 'authorization.k8s.io/v1',
            kind: 'SubjectAccessReview',
            spec: {
              user: 'someone',
              groups,
              resourceAttributes: {
                namespace,
                verb: 'get',
                resource: 'configmaps',
              },
            },
          },
        );
        return at(body, 'status', 'allowed');
      };
      expect([await ask(['devs']), await ask(['others'])]).toEqual([
        true,
        false,
      ]);
    });

    it('list the rules of a person', async () => {
      await grant([READ], { kind: 'User', name: 'alice' });
      await until(200, () => alice.get(configMaps(namespace)));
      const { status, body } = await alice.post(
        `${AUTHORIZATION}/selfsubjectrulesreviews`,
        {
          apiVersion: 'authorization.k8s.io/v1',
          kind: 'SelfSubjectRulesReview',
          spec: { namespace },
        },
      );
      expect(status).toBe(201);
      expect(listAt(body, 'status', 'resourceRules')).toContainEqual({
        verbs: ['get', 'list'],
        apiGroups: [''],
        resources: ['configmaps'],
      });
    });

    it('answer the official client', async () => {
      const answer = await cluster.kubeConfig
        .makeApiClient(AuthorizationV1Api)
        .createSelfSubjectAccessReview({
          body: {
            spec: {
              resourceAttributes: { verb: '*', group: '*', resource: '*' },
            },
          },
        });
      expect(answer.status?.allowed).toBe(true);
    });
  });
});

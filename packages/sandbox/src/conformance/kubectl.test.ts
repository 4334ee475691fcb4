import {
  configMap,
  configMaps,
  conformance,
  until,
  type WidgetType,
} from './__testUtils__';
import { hasKubectl, Kubectl, type Outcome } from './__testUtils__/kubectl';

// Where there is no kubectl, Jest reports its tests as skipped.
const section = hasKubectl() ? describe : describe.skip;

conformance('kubectl', cluster => {
  section('on the command line', () => {
    let kubectl: Kubectl;
    let namespace: string;
    let widgets: WidgetType;
    beforeAll(async () => {
      kubectl = new Kubectl(cluster.kubeConfig);
      namespace = await cluster.namespace();
      widgets = await cluster.widgets();
    });
    afterAll(() => kubectl.dispose());

    const run = (line: string, input?: object): Promise<Outcome> =>
      kubectl.run([...line.split(' '), '--namespace', namespace], input);
    const create = (name: string, metadata = {}) =>
      cluster.must(
        cluster.admin.post(
          configMaps(namespace),
          configMap(name, { a: '1' }, metadata),
        ),
      );
    const widget = (name: string, spec = {}) => widgets.widget(name, spec);

    it('creates, and says what is there already', async () => {
      expect(await run('create configmap made --from-literal=a=1')).toEqual({
        code: 0,
        stdout: 'configmap/made created\n',
        stderr: '',
      });
      expect(await run('create configmap made')).toEqual({
        code: 1,
        stdout: '',
        stderr:
          'error: failed to create configmap: configmaps "made" already exists\n',
      });
    });

    it('gets tables with the columns of the type', async () => {
      await cluster.must(
        cluster.admin.post(
          widgets.path(namespace),
          widget('shown', { replicas: 4 }),
        ),
      );
      const plain = await run('get wi shown');
      expect(plain.stdout).toMatch(/^NAME +TITLE +AGE\nshown +a +\d+s\n$/);
      const wide = await run('get widgets shown -o wide');
      expect(wide.stdout).toMatch(
        /^NAME +TITLE +REPLICAS +AGE\nshown +a +4 +\d+s\n$/,
      );
      const everywhere = await kubectl.run([
        'get',
        `widgets.${widgets.group}`,
        '-A',
      ]);
      expect(everywhere.stdout).toMatch(
        new RegExp(
          `^NAMESPACE +NAME +TITLE +AGE\n${namespace} +shown +a +\\d+s\n$`,
        ),
      );
      expect(
        (await run('get widget shown -o jsonpath={.spec.replicas}')).stdout,
      ).toBe('4');
    });

    it('says that something is not there', async () => {
      expect(await run('get configmap nothing')).toEqual({
        code: 1,
        stdout: '',
        stderr:
          'Error from server (NotFound): configmaps "nothing" not found\n',
      });
      const { stderr } = await run('get nothings');
      expect(stderr).toMatch(
        'error: the server doesn\'t have a resource type "nothings"',
      );
    });

    it('applies on the server, and tells of conflicts', async () => {
      const apply = 'apply --server-side -f -';
      const name = `widget.${widgets.group}/applied`;
      expect(await run(apply, widget('applied'))).toEqual({
        code: 0,
        stdout: `${name} serverside-applied\n`,
        stderr: '',
      });
      const refused = await run(
        `${apply} --field-manager=other`,
        widget('applied', { title: 'b' }),
      );
      expect(refused.code).toBe(1);
      expect(refused.stderr).toMatch(
        'error: Apply failed with 1 conflict: conflict with "kubectl": .spec.title\n',
      );
      const forced = await run(
        `${apply} --field-manager=other --force-conflicts`,
        widget('applied', { title: 'b' }),
      );
      expect(forced).toMatchObject({
        code: 0,
        stdout: `${name} serverside-applied\n`,
      });
    });

    it('applies by itself', async () => {
      const object = configMap('local');
      expect((await run('apply -f -', object)).stdout).toBe(
        'configmap/local created\n',
      );
      expect((await run('apply -f -', object)).stdout).toBe(
        'configmap/local unchanged\n',
      );
      expect(
        (await run('apply -f -', configMap('local', { b: '2' }))).stdout,
      ).toBe('configmap/local configured\n');
      expect(
        (await run('get configmap local -o jsonpath={.data}')).stdout,
      ).toBe('{"b":"2"}');
    });

    it('tells what is wrong with an object', async () => {
      const { code, stderr } = await run(
        'create -f -',
        widget('wrong', { replicas: 'many' }),
      );
      expect(code).toBe(1);
      expect(stderr).toMatch('spec.replicas');
    });

    it('patches', async () => {
      await create('patched');
      const patch = (type: string, change: unknown) =>
        run(
          `patch configmap patched --type=${type} -p ${JSON.stringify(change)}`,
        );
      expect((await patch('merge', { data: { a: '1' } })).stdout).toBe(
        'configmap/patched patched (no change)\n',
      );
      expect((await patch('merge', { data: { a: '2' } })).stdout).toBe(
        'configmap/patched patched\n',
      );
      expect((await patch('strategic', { data: { b: '3' } })).stdout).toBe(
        'configmap/patched patched\n',
      );
      expect(
        (await patch('json', [{ op: 'remove', path: '/data/a' }])).stdout,
      ).toBe('configmap/patched patched\n');
      expect(
        (await run('get configmap patched -o jsonpath={.data}')).stdout,
      ).toBe('{"b":"3"}');
    });

    it('labels and annotates', async () => {
      await create('labelled');
      expect((await run('label configmap labelled team=a')).stdout).toBe(
        'configmap/labelled labeled\n',
      );
      expect((await run('annotate configmap labelled note=b')).stdout).toBe(
        'configmap/labelled annotated\n',
      );
      expect((await run('get configmaps -l team=a -o name')).stdout).toBe(
        'configmap/labelled\n',
      );
    });

    it('waits for a deletion that finalizers hold back', async () => {
      await create('held', { finalizers: ['example.com/a'] });
      const deletion = kubectl.start(
        'delete',
        'configmap',
        'held',
        '--wait',
        '--namespace',
        namespace,
      );
      await until('the object is asked to go', async () => {
        const { stdout } = await run(
          'get configmap held -o jsonpath={.metadata.deletionTimestamp}',
        );
        return stdout === '' ? undefined : stdout;
      });
      expect(deletion.exitCode).toBeNull();
      expect(
        (
          await run(
            'patch configmap held --type=merge -p {"metadata":{"finalizers":null}}',
          )
        ).code,
      ).toBe(0);
      const { code, stdout } = await deletion.outcome;
      expect(code).toBe(0);
      expect(stdout).toMatch(/^configmap "held" deleted/);
    });

    it('waits for a condition', async () => {
      const path = widgets.path(namespace, 'waited');
      await cluster.must(
        cluster.admin.post(widgets.path(namespace), widget('waited')),
      );
      const waiting = kubectl.start(
        ...`wait widget/waited --for=condition=Ready --timeout=20s --namespace ${namespace}`.split(
          ' ',
        ),
      );
      const status = { conditions: [{ type: 'Ready', status: 'True' }] };
      await cluster.must(cluster.admin.patch(`${path}/status`, { status }));
      expect(await waiting.outcome).toMatchObject({
        code: 0,
        stdout: `widget.${widgets.group}/waited condition met\n`,
      });
    });

    it('watches', async () => {
      const watching = kubectl.start(
        ...`get configmaps --watch --no-headers --field-selector metadata.name=seen --namespace ${namespace}`.split(
          ' ',
        ),
      );
      let seen = '';
      watching.stdout?.on('data', chunk => (seen += chunk));
      await create('seen');
      await until('the new object is shown', async () =>
        /^seen +1 +\d+s\n/.test(seen) ? true : undefined,
      );
      await cluster.must(
        cluster.admin.patch(configMaps(namespace, 'seen'), {
          data: { b: '2' },
        }),
      );
      await until('its change is shown', async () =>
        /^seen +2 +\d+s\n/m.test(seen) ? true : undefined,
      );
      watching.kill();
      expect((await watching.outcome).stderr).toBe('');
    });

    it('tells who may do what', async () => {
      expect(await run('auth can-i delete configmaps')).toMatchObject({
        code: 0,
        stdout: 'yes\n',
      });
      const asAlice = '--as=alice --as-group=devs';
      expect(
        await run(`auth can-i delete configmaps ${asAlice}`),
      ).toMatchObject({
        code: 1,
        stdout: 'no\n',
      });
      expect(await run(`get configmaps ${asAlice}`)).toEqual({
        code: 1,
        stdout: '',
        stderr:
          'Error from server (Forbidden): configmaps is forbidden: User "alice" cannot list resource "configmaps" in ' +
          `API group "" in the namespace "${namespace}"\n`,
      });
    });

    it('lists the types that are served', async () => {
      const { code, stdout } = await kubectl.run([
        'api-resources',
        `--api-group=${widgets.group}`,
      ]);
      expect(code).toBe(0);
      expect(stdout).toMatch(
        new RegExp(`widgets +wi +${widgets.apiVersion} +true +Widget`),
      );
    });

    it('explains a type', async () => {
      const { code, stdout } = await kubectl.run([
        'explain',
        `widgets.${widgets.group}.spec.replicas`,
      ]);
      expect(code).toBe(0);
      expect(stdout).toMatch(/KIND: +Widget/);
      expect(stdout).toMatch('integer');
    });
  });
});

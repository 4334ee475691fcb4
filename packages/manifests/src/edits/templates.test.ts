import { ConflictError } from '@backstage/errors';
import { InvalidFieldsError } from '@cluster-self-service/iam-policy';
import {
  addComponent,
  addPatch,
  addRegistryEntry,
  addResource,
  changeRegistryEntry,
  removeComponent,
  removeHelmValue,
  removeImage,
  removePatch,
  removeRegistryEntry,
  removeResource,
  setHelmValue,
  setImage,
  setNamespace,
  type EditResult,
} from '.';
import { fixtures, lineDiff } from './__testUtils__/files';

const files = new Map(fixtures('yaml'));

/** The lines that an edit of a fixture changes; it is carried out twice and reverted on the way. */
function meant(
  name: string,
  edit: (text: string) => EditResult,
  revert?: (text: string) => EditResult,
): string[] {
  const text = files.get(name) ?? '';
  const result = edit(text);
  expect(edit(result.text)).toEqual({ text: result.text, changed: false });
  if (revert) {
    expect(revert(result.text).text).toBe(text);
  }
  return lineDiff(text, result.text);
}

describe('a kustomization', () => {
  it('takes a resource behind the last one', () => {
    const edit = (text: string) => addResource(text, 'new.yaml');
    const revert = (text: string) => removeResource(text, './new.yaml');
    expect(meant('kustomization-platform.yaml', edit, revert)).toEqual([
      '+  - new.yaml',
    ]);
    expect(meant('kustomization-flush.yaml', edit, revert)).toEqual([
      '+- new.yaml',
    ]);
    expect(meant('kustomization-crlf.yaml', edit, revert)).toEqual([
      '+  - new.yaml\r',
    ]);
    expect(meant('kustomization-flow-lists.yaml', edit, revert)).toEqual([
      '-  c.yaml  # last, without a comma',
      '+  c.yaml,  # last, without a comma',
      '+  new.yaml',
    ]);
    expect(meant('kustomization-no-newline.yaml', edit, revert)).toEqual([
      '+  - new.yaml',
    ]);
    expect(meant('kustomization-empty-lists.yaml', edit, revert)).toEqual([
      '-resources: [] # nothing yet',
      '+resources: [new.yaml] # nothing yet',
    ]);
    expect(meant('component.yaml', edit, revert)).toEqual([
      '+resources:',
      '+    - new.yaml',
    ]);
  });

  it('knows a resource by another spelling of its path', () => {
    const text = 'resources:\n- ./a.yaml\n- ../base/\n';
    expect(addResource(text, 'a.yaml').changed).toBe(false);
    expect(addResource(text, '../base').changed).toBe(false);
  });

  it('tells that the deprecated fields have it', () => {
    const text = files.get('kustomization-deprecated.yaml') ?? '';
    expect(() => addResource(text, '../base')).toThrow(
      'Line 1: "../base" is in the deprecated "bases"; run "kustomize edit fix" first',
    );
    expect(() => addPatch(text, { path: 'patch.yaml' })).toThrow(
      'Line 3: "patch.yaml" is in the deprecated "patchesStrategicMerge"',
    );
  });

  it('takes a component, a namespace and a patch', () => {
    expect(
      meant(
        'kustomization-platform.yaml',
        text => addComponent(text, '../x'),
        text => removeComponent(text, '../x'),
      ),
    ).toEqual(['+  - ../x']);
    expect(
      meant(
        'kustomization-platform.yaml',
        text => setNamespace(text, 'dogs'),
        text => setNamespace(text, 'cats'),
      ),
    ).toEqual([
      '-namespace: cats # every object goes here',
      '+namespace: dogs # every object goes here',
    ]);
    const patch = {
      patch: '- op: remove\n  path: /x',
      target: { kind: 'Service' },
    };
    expect(
      meant(
        'kustomization-platform.yaml',
        text => addPatch(text, patch),
        text => removePatch(text, patch),
      ),
    ).toEqual([
      '+  - patch: |-',
      '+      - op: remove',
      '+        path: /x',
      '+    target:',
      '+      kind: Service',
    ]);
  });

  it('changes the tag of an image, and swaps a digest for a tag', () => {
    expect(
      meant(
        'kustomization-platform.yaml',
        text => setImage(text, { name: 'ghcr.io/example/api', newTag: '1.21' }),
        text => setImage(text, { name: 'ghcr.io/example/api', newTag: '1.20' }),
      ),
    ).toEqual(['-    newTag: "1.20"', '+    newTag: "1.21"']);
    expect(
      meant('kustomization-platform.yaml', text =>
        setImage(text, { name: 'ghcr.io/example/worker', newTag: 'v2' }),
      ),
    ).toEqual([expect.stringMatching(/^- {4}digest: /), '+    newTag: v2']);
    expect(
      meant(
        'kustomization-flow.yaml',
        text => setImage(text, { name: 'new', newTag: '1.0' }),
        text => removeImage(text, 'new'),
      ),
    ).toHaveLength(2);
  });

  it('is refused when it is none, and so is an image without anything new', () => {
    const application = files.get('argo-application.yaml') ?? '';
    expect(() => addResource(application, 'a')).toThrow(
      'Line 2: a Kustomization was wanted, found kind "Application"',
    );
    expect(() => setImage('', { name: 'x' })).toThrow(InvalidFieldsError);
    expect(() =>
      setImage('', {
        name: 'x',
        newTag: '1',
        digest: `sha256:${'0'.repeat(64)}`,
      }),
    ).toThrow(/^digest: /);
    expect(() => addPatch('', { path: 'a', patch: 'b' })).toThrow(
      InvalidFieldsError,
    );
  });
});

describe('Helm values', () => {
  it('are set by the path that helm --set takes', () => {
    expect(
      meant(
        'values-small.yaml',
        text => setHelmValue(text, 'ingress.hosts[0].host', 'web.example.com'),
        text =>
          setHelmValue(text, 'ingress.hosts[0].host', 'chart-example.local'),
      ),
    ).toEqual([
      '-    - host: chart-example.local',
      '+    - host: web.example.com',
    ]);
    expect(
      meant(
        'values-small.yaml',
        text => setHelmValue(text, 'autoscaling.enabled', true),
        text => removeHelmValue(text, 'autoscaling.enabled'),
      ),
    ).toEqual(['+autoscaling:', '+  enabled: true']);
    expect(
      meant('values-small.yaml', text =>
        setHelmValue(
          text,
          'ingress.annotations.kubernetes\\.io/class',
          'nginx',
        ),
      ),
    ).toEqual([
      '-  annotations: {}',
      '+  annotations:',
      '+    kubernetes.io/class: nginx',
    ]);
  });

  it('refuse a path that helm would not take', () => {
    for (const path of ['a..b', '.a', 'a[x]', 'a]']) {
      expect(() => setHelmValue('', path, 1)).toThrow(InvalidFieldsError);
    }
  });
});

describe('a registry', () => {
  const place = { path: ['accounts'] };
  const entry = { name: 'beta', id: '000011112222', services: ['s3'] };

  it('stays sorted when it was, and keeps its blank lines', () => {
    expect(
      meant(
        'registry-accounts.yaml',
        text => addRegistryEntry(text, place, entry),
        text => removeRegistryEntry(text, place, 'beta'),
      ),
    ).toEqual([
      '+  - name: beta',
      '+    id: "000011112222"',
      '+    services:',
      '+      - s3',
      '+',
    ]);
  });

  it('tells an entry of that name that differs', () => {
    const text = files.get('registry-accounts.yaml') ?? '';
    const other = { name: 'billing', id: '1' };
    expect(() => addRegistryEntry(text, place, other)).toThrow(ConflictError);
    expect(() => addRegistryEntry(text, place, other)).toThrow(
      /^Line 9: an entry with name "billing" is there and differs: name: billing id: "444455556666"/,
    );
  });

  it('has fields changed, and the others left alone', () => {
    expect(
      meant('registry-accounts.yaml', text =>
        changeRegistryEntry(text, place, {
          name: 'billing',
          services: ['s3', 'lambda', 'sqs'],
        }),
      ),
    ).toEqual(['+      - sqs']);
    expect(
      meant('registry-flow.yaml', text =>
        changeRegistryEntry(
          text,
          { path: ['tenants'] },
          { name: 'two', cluster: 'prod' },
        ),
      ),
    ).toHaveLength(2);
    expect(() =>
      changeRegistryEntry('l: []\n', { path: ['l'] }, { name: 'x' }),
    ).toThrow(
      'Line 1: an entry with name "x" was wanted, and there is none; add it first',
    );
  });

  it('may be the document itself, or be empty', () => {
    expect(
      meant(
        'registry-root-list.yaml',
        text => addRegistryEntry(text, { path: [] }, { name: 'c', url: 'u' }),
        text => removeRegistryEntry(text, { path: [] }, 'c'),
      ),
    ).toEqual(['+- name: c', '+  url: u']);
    expect(
      meant(
        'registry-empty.yaml',
        text => addRegistryEntry(text, { path: ['entries'] }, { name: 'c' }),
        text => removeRegistryEntry(text, { path: ['entries'] }, 'c'),
      ),
    ).toEqual(['-entries: []', '+entries:', '+- name: c']);
  });
});

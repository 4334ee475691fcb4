import { missingText, neededTypes } from './missing';

const options = {
  kubeconfig: '/k',
  typesFile: '/types.yaml',
  objectsFile: '/objects.yaml',
};

describe('missingText', () => {
  it('is silent when everything is there', () => {
    expect(
      missingText(
        { servedTypes: neededTypes, hasLeaseNamespace: true, clusters: 2 },
        options,
      ),
    ).toBeUndefined();
  });

  it('names the types that a plain cluster lacks, and the commands that add them in order', () => {
    const text = missingText(
      { servedTypes: [], hasLeaseNamespace: false, clusters: 0 },
      options,
    );
    expect(text).toContain(
      'the type clusterroletemplatebindings.management.cattle.io',
    );
    expect(text?.split('\n').slice(-3)).toEqual([
      '  kubectl --kubeconfig /k apply --server-side -f /types.yaml',
      '  kubectl --kubeconfig /k wait --for=condition=Established -f /types.yaml',
      '  kubectl --kubeconfig /k apply --server-side -f /objects.yaml',
    ]);
  });

  it("leaves a Rancher's types alone", () => {
    const text = missingText(
      { servedTypes: neededTypes, hasLeaseNamespace: false, clusters: 3 },
      options,
    );
    expect(text).toContain('the namespace cluster-self-service');
    expect(text).not.toContain('/types.yaml');
  });
});

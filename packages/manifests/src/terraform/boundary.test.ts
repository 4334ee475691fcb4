import { rolePair } from '../__testUtils__/rolePair';
import { roleCloudFormation } from '../cloudformation';
import { rolePairTerraform, roleTerraform } from '.';

const boundary = 'arn:aws:iam::283234040926:policy/bounds';

function bounded(role: ReturnType<typeof rolePair>['platform']) {
  return { ...role, permissionsBoundaryArn: boundary };
}

describe('a role with a permissions boundary of its own', () => {
  const pair = rolePair();

  it('has it in the modules of a pair, before the one for roles that have none', () => {
    const files = rolePairTerraform({
      ...pair,
      platform: bounded(pair.platform),
    });
    const [platform, external] = ['platform', 'external'].map(name =>
      files.find(({ path }) => path.endsWith(`${name}/main.tf`)),
    );
    expect(platform?.content).toContain(`permissions_boundary = "${boundary}"`);
    expect(external?.content).not.toContain(boundary);
    expect(external?.content).toContain('var.permissions_boundary_arn');
  });

  it('has it as a single role', () => {
    const role = bounded(pair.platform);
    const place = { directory: 'roles', region: 'us-east-2' };
    expect(
      roleTerraform(role, place)
        .map(({ content }) => content)
        .join(),
    ).toContain(`permissions_boundary = "${boundary}"`);
    const template = { path: 'role.yaml', description: 'A role' };
    expect(JSON.stringify(roleCloudFormation(role, template))).toContain(
      `PermissionsBoundary: ${boundary}`,
    );
  });
});

import { loadCatalogue } from '../all-services';
import { managesPermissions } from '.';
import { permissionsManagement } from './compact';
import committed from './permissions.generated.json';
import prefixes from './prefixes.json';

describe('permissions management', () => {
  it('is what the installed data says: else run scripts/generate-catalogue.mjs', async () => {
    expect(committed).toEqual(
      permissionsManagement(await loadCatalogue(), prefixes),
    );
  });

  it.each([
    ['of a service of the catalogue', 's3:PutBucketPolicy', true],
    ['in any case', 'S3:putbucketpolicy', true],
    ['of another service', 'backup:PutBackupVaultAccessPolicy', true],
    [
      'of another service in any case',
      'BACKUP:putbackupvaultaccesspolicy',
      true,
    ],
    ['but not writing', 's3:PutObject', false],
    ['nor writing to another service', 'codebuild:StartBuild', false],
    ['nor what nobody knows', 'nosuch:PutPolicy', false],
  ])('%s: %s', (_, action, expected) => {
    expect(managesPermissions(action)).toBe(expected);
  });
});

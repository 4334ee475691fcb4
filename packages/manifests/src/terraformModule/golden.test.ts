import { readdirSync, readFileSync } from 'fs';
import { join, relative } from 'path';
import {
  describeWithTerraform,
  formattingDiff,
} from '../__testUtils__/terraform';

const source = join(__dirname, '..');

describeWithTerraform('every golden file of Terraform', () => {
  const files = readdirSync(source, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && entry.name.endsWith('.tf'))
    .map(entry => join(entry.parentPath, entry.name))
    .filter(path => path.includes('__golden__'))
    .map(path => ({
      path: relative(source, path),
      content: readFileSync(path, 'utf8'),
    }));

  it('is as `terraform fmt` leaves it', () => {
    expect(files.length).toBeGreaterThan(30);
    expect(formattingDiff(files)).toBe('');
  });
});

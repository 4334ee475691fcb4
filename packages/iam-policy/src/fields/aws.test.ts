import type * as z from 'zod';
import {
  accountIdField,
  arnField,
  externalIdField,
  organizationIdField,
  regionField,
  roleNameField,
} from '.';

describe.each<[string, z.ZodType, string[], string[]]>([
  [
    'an account id',
    accountIdField,
    ['111122223333', '000000000001'],
    ['11112222333', '1111222233334', '11112222333a', '111122223333\n', ''],
  ],
  [
    'a region',
    regionField,
    ['us-east-2', 'ap-southeast-1', 'us-gov-west-1', 'cn-north-1'],
    ['us-east', 'us-east-2a', 'US-EAST-2', '*', 'us-east-2\n'],
  ],
  [
    'a role name',
    roleNameField,
    ['managed--orders', 'a+=,.@_-Z9', 'a'.repeat(64)],
    ['', 'a'.repeat(65), 'a/b', 'a b', 'a\n', 'ä'],
  ],
  [
    'an external id',
    externalIdField,
    ['cats@orders@111122223333', 'a:/b', 'a'.repeat(1224)],
    ['a', 'a'.repeat(1225), 'a*', 'a b', '${x}'],
  ],
  [
    'an ARN',
    arnField,
    ['arn:aws:s3:::reports', 'arn:aws:iam::111122223333:role/a/b'],
    [
      'reports',
      'arn:aws:s3:::*',
      'arn:aws:s3:::report?',
      'arn:aws:s3:::{bucket}',
      'arn:aws:s3:::<bucket>',
      'arn:aws:s3:::a b',
      'arn:aws:s3:::${x}',
      'arn:aws:s3:::',
    ],
  ],
  [
    'an organization id',
    organizationIdField,
    ['o-a1b2c3d4e5'],
    ['o-a1b2c3d4e', 'o-A1B2C3D4E5', 'a1b2c3d4e5'],
  ],
])('%s', (_, field, good, bad) => {
  it.each(good)('may be %j', value => {
    expect(field.safeParse(value).success).toBe(true);
  });
  it.each(bad)('may not be %j', value => {
    expect(field.safeParse(value).success).toBe(false);
  });
});

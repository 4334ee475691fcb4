import { auditQuery } from './query';

describe('auditQuery', () => {
  it('searches the text first, then compares the name', () => {
    expect(auditQuery('{container="rancher-audit-log"}', 'u-er1n5')).toBe(
      '{container="rancher-audit-log"} |= "u-er1n5" | json | user_name="u-er1n5"',
    );
  });

  it('lets no name leave its quotes, nor searches for one that JSON may write in another way', () => {
    expect(auditQuery('{a="b"}', 'x" or user_name!="\\\n')).toBe(
      '{a="b"} | json | user_name="x\\" or user_name!=\\"\\\\\\n"',
    );
  });
});

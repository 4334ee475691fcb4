import { parseLogQuery } from './parser';
import { runPipeline } from './pipeline';

const line = JSON.stringify({
  auditID: 'id-1',
  user: { name: 'u-1', group: ['a'], extra: { 'request.host': 'h' } },
  responseCode: 200,
  ok: true,
  nothing: null,
  '1st': 'x',
  stream: 'inner',
});

function run(pipeline: string, text = line) {
  return runPipeline(parseLogQuery(`{stream="s"} ${pipeline}`), text, {
    stream: 's',
  });
}

describe('runPipeline', () => {
  it('searches lines', () => {
    expect(run('|= "auditID"')).toEqual({ stream: 's' });
    expect(run('|= "nowhere"')).toBeUndefined();
    expect(run('|= "nowhere" or "auditID"')).toBeDefined();
    expect(run('!= "nowhere"')).toBeDefined();
    expect(run('!= "nowhere" or "auditID"')).toBeUndefined();
    expect(run('|~ "id-\\\\d"')).toBeDefined();
    expect(run('!~ "id-\\\\d"')).toBeUndefined();
  });

  it("takes labels from JSON: nested, sanitised, without arrays and nulls, the stream's own kept", () => {
    expect(run('| json')).toEqual({
      stream: 's',
      stream_extracted: 'inner',
      auditID: 'id-1',
      user_name: 'u-1',
      user_extra_request_host: 'h',
      responseCode: '200',
      ok: 'true',
      _1st: 'x',
    });
  });

  it.each(['not json', '[1]', '"text"', ''])(
    'marks %s as no JSON object',
    text => {
      expect(run('| json', text)).toMatchObject({
        stream: 's',
        __error__: 'JSONParserErr',
      });
      expect(run('| json | __error__=""', text)).toBeUndefined();
      expect(run('| json | user_name="u-1"', text)).toBeUndefined();
    },
  );

  it.each([
    ['user_name="u-1"', true],
    ['user_name="u-"', false],
    ['user_name!="u-1"', false],
    ['user_name=~"u-."', true],
    ['user_name=~"u"', false],
    ['user_name!~"u-."', false],
    ['missing=""', true],
    ['responseCode=200', true],
    ['responseCode!=200', false],
    ['responseCode>199 and responseCode<=200', true],
    ['responseCode>=201 or responseCode<201', true],
    ['responseCode<200 or user_name="u-1" and ok="true"', true],
    ['(responseCode<200 or user_name="u-1"), ok="false"', false],
    ['missing>1', false],
  ])('filters by labels: %s', (filter, kept) => {
    expect(run(`| json | ${filter}`) !== undefined).toBe(kept);
  });

  it('lets through and marks what is compared as a number and is none', () => {
    expect(run('| json | user_name>1')).toMatchObject({
      __error__: 'LabelFilterErr',
    });
  });
});

/**
 * Slack's mrkdwn as a tree of plain objects (https://docs.slack.dev/messaging/formatting-message-text), without the DOM,
 * so that what hostile text becomes can be tested.
 */

const INLINE = new RegExp(
  [
    '<([^<>\\n]+)>',
    '`([^`\\n]+)`',
    '(?<![\\w*])\\*(\\S|\\S[^*\\n]*\\S)\\*(?![\\w*])',
    '(?<![\\w_])_(\\S|\\S[^_\\n]*\\S)_(?![\\w_])',
    '(?<![\\w~])~(\\S|\\S[^~\\n]*\\S)~(?![\\w~])',
  ].join('|'),
  'g',
);
const STYLES = ['bold', 'italic', 'strike'];

/** Reads the three entities that Slack knows, once. */
export function decodeEntities(text) {
  const entities = { '&amp;': '&', '&lt;': '<', '&gt;': '>' };
  return text.replace(/&(?:amp|lt|gt);/g, entity => entities[entity]);
}

/** Only what leads to a web page is a link; `javascript:` and the like stay text. */
export function safeUrl(url) {
  try {
    const { protocol, href } = new URL(url);
    return protocol === 'http:' || protocol === 'https:' ? href : undefined;
  } catch {
    return undefined;
  }
}

export function parseMrkdwn(text) {
  return text.split(/```([\s\S]+?)```/).flatMap((part, index) => {
    if (index % 2 === 1) {
      return [{ type: 'pre', text: decodeEntities(part.replace(/^\n/, '')) }];
    }
    return parseLines(part);
  });
}

function parseLines(text) {
  const nodes = [];
  let quoted = [];
  const endQuote = () => {
    if (quoted.length > 0) {
      nodes.push({ type: 'quote', children: parseInline(quoted.join('\n')) });
      quoted = [];
    }
  };
  const lines = text.split('\n');
  lines.forEach((line, index) => {
    const quote = line.match(/^(?:&gt;|>) ?(.*)$/);
    if (quote) {
      quoted.push(quote[1]);
    } else {
      endQuote();
      nodes.push(...parseInline(index < lines.length - 1 ? `${line}\n` : line));
    }
  });
  endQuote();
  return nodes;
}

function parseInline(text) {
  const nodes = [];
  let from = 0;
  for (const match of text.matchAll(INLINE)) {
    if (match.index > from) {
      nodes.push({
        type: 'text',
        text: decodeEntities(text.slice(from, match.index)),
      });
    }
    from = match.index + match[0].length;
    const [, angle, code, ...styled] = match;
    const style = styled.findIndex(one => one !== undefined);
    if (angle !== undefined) {
      nodes.push(parseAngle(angle));
    } else if (code !== undefined) {
      nodes.push({ type: 'code', text: decodeEntities(code) });
    } else {
      nodes.push({ type: STYLES[style], children: parseInline(styled[style]) });
    }
  }
  if (from < text.length) {
    nodes.push({ type: 'text', text: decodeEntities(text.slice(from)) });
  }
  return nodes;
}

function parseAngle(content) {
  const bar = content.indexOf('|');
  const target = bar < 0 ? content : content.slice(0, bar);
  const label = bar < 0 ? undefined : decodeEntities(content.slice(bar + 1));
  if (target.startsWith('@')) {
    return { type: 'user', id: target.slice(1), label };
  }
  if (target.startsWith('#')) {
    return { type: 'channel', id: target.slice(1), label };
  }
  const date = target.match(/^!date\^(\d+)\^([^^]+)(?:\^(.+))?$/);
  if (date) {
    return {
      type: 'date',
      seconds: Number(date[1]),
      format: decodeEntities(date[2]),
      url: date[3] && safeUrl(decodeEntities(date[3])),
      fallback: label ?? '',
    };
  }
  if (target.startsWith('!')) {
    return {
      type: 'broadcast',
      name: label ?? target.slice(1).replace(/^subteam\^/, ''),
    };
  }
  const url = safeUrl(decodeEntities(target));
  return url
    ? { type: 'link', url, label: label || url }
    : { type: 'text', text: decodeEntities(`<${content}>`) };
}

/** Fills Slack's date tokens in, in the reader's own time zone. */
export function formatDate(seconds, format, now = new Date()) {
  const at = new Date(seconds * 1000);
  const as = options => new Intl.DateTimeFormat(undefined, options).format(at);
  const day = { month: 'short', day: 'numeric' };
  const dayNumber = date =>
    Math.floor((date - date.getTimezoneOffset() * 60_000) / 86_400_000);
  const pretty = full => {
    const names = { '-1': 'yesterday', 0: 'today', 1: 'tomorrow' };
    return names[dayNumber(at) - dayNumber(now)] ?? full;
  };
  const tokens = {
    date_num: at.toISOString().slice(0, 10),
    date: as({ month: 'long', day: 'numeric' }),
    date_long: as({
      weekday: 'long',
      month: 'long',
      day: 'numeric',
      year: 'numeric',
    }),
    date_short: as({ ...day, year: 'numeric' }),
    date_pretty: pretty(as({ month: 'long', day: 'numeric' })),
    date_short_pretty: pretty(as(day)),
    date_long_pretty: pretty(as({ weekday: 'long', ...day })),
    time: as({ hour: '2-digit', minute: '2-digit' }),
    time_secs: as({ hour: '2-digit', minute: '2-digit', second: '2-digit' }),
  };
  return format.replace(/\{(\w+)\}/g, (token, name) => tokens[name] ?? token);
}

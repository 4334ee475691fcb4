import { h } from './dom.js';
import { decodeEntities, formatDate, parseMrkdwn, safeUrl } from './mrkdwn.js';

const TAGS = { bold: 'strong', italic: 'em', strike: 's' };

function link(url, label) {
  const safe = safeUrl(url);
  return safe
    ? h(
        'a',
        { href: safe, target: '_blank', rel: 'noopener noreferrer' },
        label,
      )
    : label;
}

/** @param {Record<string, string>} names - of people, by user id */
export function mrkdwn(source, names) {
  return parseMrkdwn(source).map(node => show(node, names));
}

function show(node, names) {
  switch (node.type) {
    case 'link':
      return link(node.url, node.label);
    case 'user':
      return h(
        'span',
        { class: 'mention' },
        `@${names[node.id] ?? node.label ?? node.id}`,
      );
    case 'channel':
      return h('span', { class: 'mention' }, `#${node.label ?? node.id}`);
    case 'broadcast':
      return h('span', { class: 'mention' }, `@${node.name}`);
    case 'date': {
      const time = h(
        'time',
        { title: node.fallback },
        formatDate(node.seconds, node.format),
      );
      return node.url ? link(node.url, time) : time;
    }
    case 'code':
    case 'pre':
      return h(node.type, {}, node.text);
    case 'quote':
      return h(
        'blockquote',
        {},
        ...node.children.map(child => show(child, names)),
      );
    case 'text':
      return node.text;
    default:
      return h(
        TAGS[node.type],
        {},
        ...node.children.map(child => show(child, names)),
      );
  }
}

/** A text object: mrkdwn, or plain. */
export function text(object, names) {
  if (!object) {
    return [];
  }
  return object.type === 'mrkdwn'
    ? mrkdwn(object.text, names)
    : [decodeEntities(object.text)];
}

function richElement(element, names) {
  switch (element.type) {
    case 'user':
      return h(
        'span',
        { class: 'mention' },
        `@${names[element.user_id] ?? element.user_id}`,
      );
    case 'broadcast':
      return h('span', { class: 'mention' }, `@${element.range}`);
    case 'link':
      return link(element.url, element.text || element.url);
    case 'date':
      return h(
        'time',
        { title: element.fallback },
        formatDate(element.timestamp, element.format),
      );
    default: {
      const style = Object.keys(TAGS).find(one => element.style?.[one]);
      const content = element.text ?? '';
      return style ? h(TAGS[style], {}, content) : content;
    }
  }
}

function richPart(part, names) {
  const tags = { rich_text_quote: 'blockquote', rich_text_preformatted: 'pre' };
  const elements = part.elements ?? [];
  if (part.type === 'rich_text_list') {
    const items = elements.map(item => h('li', {}, richPart(item, names)));
    return h(part.style === 'ordered' ? 'ol' : 'ul', {}, ...items);
  }
  const children = elements.map(element => richElement(element, names));
  return h(tags[part.type] ?? 'div', { class: 'rich-text' }, ...children);
}

/**
 * Renders a block that takes no input.
 *
 * @param {(element: object, block: object) => Node} control - renders interactive elements
 */
export function block(one, names, control) {
  switch (one.type) {
    case 'section':
      return h(
        'div',
        { class: 'block section' },
        h(
          'div',
          { class: 'body' },
          h('div', { class: 'preserved' }, ...text(one.text, names)),
          one.fields &&
            h(
              'div',
              { class: 'fields' },
              ...one.fields.map(field =>
                h('div', { class: 'preserved' }, ...text(field, names)),
              ),
            ),
        ),
        one.accessory && control(one.accessory, one),
      );
    case 'header':
      return h('div', { class: 'block header' }, ...text(one.text, names));
    case 'context':
      return h(
        'div',
        { class: 'block context' },
        ...one.elements.map(element =>
          element.type === 'image'
            ? element.alt_text ?? ''
            : h('span', { class: 'preserved' }, ...text(element, names)),
        ),
      );
    case 'actions':
      return h(
        'div',
        { class: 'block actions' },
        ...one.elements.map(e => control(e, one)),
      );
    case 'divider':
      return h('div', { class: 'block' }, h('hr'));
    case 'rich_text':
      return h(
        'div',
        { class: 'block' },
        ...one.elements.map(part => richPart(part, names)),
      );
    default:
      return h('div', { class: 'block context' }, `(${one.type})`);
  }
}

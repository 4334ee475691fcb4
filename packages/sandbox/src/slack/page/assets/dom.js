/**
 * Makes an element. Text is set as text and never parsed as HTML: everything shown here was written by others.
 *
 * @param {string} tag
 * @param {Record<string, unknown>} [attributes] - `on…` are listeners, `undefined` and `false` are left out
 * @param {...(Node | string | undefined)} children
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') {
      element.addEventListener(name.slice(2), value);
    } else if (value === true) {
      element.setAttribute(name, '');
    } else if (value !== undefined && value !== false) {
      element.setAttribute(name, String(value));
    }
  }
  element.append(...children.flat().filter(child => child !== undefined));
  return element;
}

/** An id that is safe in attributes. */
export function elementId(...parts) {
  return parts.map(part => encodeURIComponent(part)).join('--');
}

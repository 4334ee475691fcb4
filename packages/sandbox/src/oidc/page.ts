import type { Person } from '../people';

const STYLE = `
  :root { color-scheme: light dark; --page: #f3f4f6; --card: #fff; --line: #d9dce1; --text: #1c2024; --soft: #5b6470;
    --hover: #eef4ff; --accent: #1f5493; }
  @media (prefers-color-scheme: dark) {
    :root { --page: #111417; --card: #1b1f24; --line: #343a42; --text: #eceff2; --soft: #a3adb8; --hover: #24303f;
      --accent: #8ab8ff; } }
  * { box-sizing: border-box; }
  body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 24px; background: var(--page);
    color: var(--text); font: 16px/1.5 system-ui, sans-serif; }
  main { width: 100%; max-width: 420px; background: var(--card); border: 1px solid var(--line); border-radius: 12px;
    padding: 28px; }
  h1 { font-size: 22px; line-height: 1.25; margin: 0 0 4px; }
  p { margin: 0 0 20px; color: var(--soft); font-size: 14px; }
  button { display: flex; align-items: center; gap: 12px; width: 100%; margin-top: 8px; padding: 10px 12px; font: inherit;
    text-align: left; color: inherit; background: none; border: 1px solid var(--line); border-radius: 8px; cursor: pointer; }
  button:hover { background: var(--hover); border-color: var(--accent); }
  button:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
  .initials { flex: none; width: 36px; height: 36px; border-radius: 50%; display: grid; place-items: center;
    background: var(--accent); color: var(--card); font-size: 13px; font-weight: 600; }
  .name { display: block; font-weight: 600; }
  .title { display: block; font-size: 14px; color: var(--soft); }
`;

/** The page on which a person says who they are. `fields` go along with the choice. */
export function signInPage(
  people: Person[],
  fields: Record<string, string>,
): string {
  const hidden = Object.entries(fields).map(
    ([name, value]) =>
      `<input type="hidden" name="${escape(name)}" value="${escape(value)}">`,
  );
  const buttons = people.map(
    person => `<button name="person" value="${escape(person.name)}">
        <span class="initials" aria-hidden="true">${escape(
          initials(person.displayName),
        )}</span>
        <span><span class="name">${escape(
          person.displayName,
        )}</span><span class="title"
          >${escape(person.title)}</span></span>
      </button>`,
  );
  return page(
    'Who are you?',
    `<p>The sandbox stands in for your identity provider. Choose a person to sign in; there are no passwords.</p>
    <form method="post" action="authorize">
      ${hidden.join('\n      ')}
      ${buttons.join('\n      ')}
    </form>`,
  );
}

export function messagePage(title: string, message: string): string {
  return page(title, `<p>${escape(message)}</p>`);
}

function page(title: string, content: string): string {
  return `<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${escape(title)} · Sandbox sign-in</title>
  <style>${STYLE}</style>
</head>
<body>
  <main>
    <h1>${escape(title)}</h1>
    ${content}
  </main>
</body>
</html>
`;
}

function initials(name: string): string {
  return name
    .split(' ')
    .map(word => word.slice(0, 1))
    .join('')
    .slice(0, 2);
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`);
}

/** Tells the sandbox what the person did. */
export async function post(path, body) {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) {
    throw new Error(`the sandbox answered ${response.status} to ${path}`);
  }
}

export async function get(path) {
  const response = await fetch(path);
  if (!response.ok) {
    throw new Error(`the sandbox answered ${response.status} to ${path}`);
  }
  return response.json();
}

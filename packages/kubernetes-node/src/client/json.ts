import { KubernetesRequestError } from './errors';

/**
 * The one place where what an API server sends becomes a typed object. The API server validates objects against their
 * schema; that the schema is what the caller's type says is the caller's knowledge.
 */
export function parseJson<T>(text: string, request: string): T {
  try {
    return JSON.parse(text);
  } catch {
    // the parser's own message quotes the text, which may hold a secret
    throw new KubernetesRequestError(
      `${request} was answered with something that is no JSON`,
      {
        request,
        statusCode: 500,
      },
    );
  }
}

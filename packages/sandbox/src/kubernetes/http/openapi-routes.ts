import type { RequestContext } from './context';

export async function serveOpenApi(_context: RequestContext): Promise<boolean> {
  return false;
}

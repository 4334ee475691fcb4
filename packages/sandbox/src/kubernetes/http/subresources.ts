import type { ServedType } from '../registry';
import type { RequestContext } from './context';

export async function serveSpecialSubresource(
  _context: RequestContext,
  _type: ServedType,
): Promise<boolean> {
  return false;
}

import { lazyCatalogue } from './catalogue';
import { type CompactService, decodeService } from './compact';
import services from './services.generated.json';
import type { Catalogue } from './types';

const compact = new Map<string, CompactService>(Object.entries(services));

/**
 * The services this suite builds policies for, and those around them; for Node.js and the browser. Not complete: a service that
 * is missing is unknown, not wrong. Each service is decoded when it is first asked for.
 */
export const builtInCatalogue: Catalogue = lazyCatalogue(
  [...compact.keys()],
  prefix => {
    const service = compact.get(prefix);
    return service && decodeService(prefix, service);
  },
  false,
);

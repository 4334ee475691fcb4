import * as z from 'zod';
import type { ServiceBuilder } from '../types';
import { contributeOwn } from './ownAsked';
import { ownStatements } from './ownStatements';

/** Statements of one's own, for what no other service here covers. */
export const ownAccess = z.strictObject({
  service: z.literal('own'),
  statements: ownStatements,
});

/**
 * Own statements, taken over as they are meant, with each action on the resources that it takes.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export const ownBuilder: ServiceBuilder<z.output<typeof ownAccess>> = {
  service: 'own',
  prefixes: [],
  build({ statements }) {
    return contributeOwn('Own', statements);
  },
};

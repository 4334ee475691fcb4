import { z } from 'zod';
import type {
  ServiceBuilder,
  ServiceContribution,
  ServicePlace,
} from '../types';
import { glueAccess, glueBuilder } from './glue';

/** What can be asked of one service; `service` tells which. One line a service, in the order of the alphabet. */
export const serviceAccess = z.discriminatedUnion('service', [glueAccess]);

/** What is asked of one service, checked. */
export type ServiceAccess = z.output<typeof serviceAccess>;

type ServiceBuilders = {
  [Service in ServiceAccess['service']]: ServiceBuilder<
    Extract<ServiceAccess, { service: Service }>
  >;
};

/** The builder of each service. One line a service, in the order of the alphabet. */
export const serviceBuilders: ServiceBuilders = {
  glue: glueBuilder,
};

/** What a service adds to a pair. */
export function buildService(
  access: ServiceAccess,
  place: ServicePlace,
): ServiceContribution {
  const builder: ServiceBuilder<ServiceAccess> =
    serviceBuilders[access.service];
  return builder.build(access, place);
}

import * as z from 'zod';
import type { ServiceContribution, ServicePlace } from '../types';
import { allow, ask, resourceArn } from './support';

/** A user of a database that logs in with an IAM token. */
export const databaseUser = z
  .string()
  .regex(
    /^[A-Za-z0-9_][A-Za-z0-9_.@-]{0,62}$/,
    'use a database user of up to 63 letters, digits and any of _.@-, without wildcards',
  );

/** A database, by its resource id, with those who may log in. */
interface DatabaseLogin {
  resourceId: string;
  users: string[];
}

/**
 * Login with an IAM token. The ARN holds the resource id, which is not the name, and the database user; IAM looks at neither the
 * schema nor the tables: those are the database's own grants.
 */
export function connectAsUsers(
  service: string,
  logins: DatabaseLogin[],
  place: ServicePlace,
): Required<Pick<ServiceContribution, 'statements' | 'asked' | 'notes'>> {
  const userArns = [
    ...new Set(
      logins.flatMap(({ resourceId, users }) =>
        users.map(user =>
          resourceArn(place, 'rds-db', `dbuser:${resourceId}/${user}`),
        ),
      ),
    ),
  ];
  if (!userArns.length) {
    return { statements: [], asked: [], notes: [] };
  }
  return {
    statements: [allow(`${service}Connect`, ['rds-db:connect'], userArns)],
    asked: ask(['rds-db:connect'], userArns),
    notes: [
      'Switch IAM authentication on for the database, and let its user log in with it: GRANT rds_iam in PostgreSQL, IDENTIFIED WITH AWSAuthenticationPlugin in MySQL and MariaDB.',
      'An IAM token works for 15 minutes and only over TLS: give the client the certificate bundle of RDS, and ask for a new token for each new connection.',
    ],
  };
}

/** How packets get there is nothing that IAM decides. */
export const networkNote =
  "Let the pods in: connect the two VPCs (peering or a transit gateway), and add the security group of the namespace to the inbound rules of the database's security group, on the port of the database only.";

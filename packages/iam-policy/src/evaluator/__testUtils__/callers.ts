import { type PrincipalMap } from '../../document';
import { type Random } from './random';
import { HOME } from './targets';

const users = [
  'arn:aws:iam::111111111111:user/ada',
  'arn:aws:iam::111111111111:user/team/ada',
];
const sessions = ['arn:aws:sts::111111111111:assumed-role/builder/run-1'];
const federatedUsers = ['arn:aws:sts::111111111111:federated-user/ada'];
const services = ['lambda.amazonaws.com', 'events.amazonaws.com'];
export const providers = [
  'arn:aws:iam::111111111111:oidc-provider/oidc.example.com',
  'arn:aws:iam::111111111111:saml-provider/corp',
];

/** Who calls: mostly users and sessions of {@link HOME}. */
export function pickPrincipal(random: Random): string {
  const chosen = random.next();
  if (chosen < 0.35) {
    return random.pick(users);
  }
  if (chosen < 0.75) {
    return random.pick(sessions);
  }
  if (chosen < 0.78) {
    return random.pick(federatedUsers);
  }
  if (chosen < 0.8) {
    return 'arn:aws:iam::111111111111:root';
  }
  if (chosen < 0.82) {
    return 'arn:aws:sts::111111111111:assumed-role/AWSServiceRoleForBackup/run';
  }
  if (chosen < 0.88) {
    return random.pick(services);
  }
  return chosen < 0.94 ? random.pick(providers) : '*';
}

/** Principals that no case calls as. */
export const strangers: PrincipalMap[] = [
  { AWS: ['arn:aws:iam::333333333333:root'] },
  { AWS: ['arn:aws:iam::111111111111:user/bob'] },
  {
    AWS: [
      'arn:aws:iam::111111111111:role/watcher',
      'arn:aws:sts::111111111111:assumed-role/builder/run-2',
    ],
  },
  { Service: ['ec2.amazonaws.com'] },
];

/** Elements that mean this caller. */
export function principalMaps(principal: string): PrincipalMap[] {
  if (principal === '*') {
    return [{ AWS: ['*'] }];
  }
  if (services.includes(principal)) {
    return [{ Service: [principal] }, { Service: services, AWS: [HOME] }];
  }
  if (providers.includes(principal)) {
    return [{ Federated: [principal] }];
  }
  const account: PrincipalMap[] = [
    { AWS: [`arn:aws:iam::${HOME}:root`] },
    { AWS: [HOME] },
  ];
  if (principal.includes(':assumed-role/')) {
    const role = principal.split('/')[1];
    return [
      ...account,
      { AWS: [principal] },
      { AWS: [`arn:aws:iam::${HOME}:role/${role}`] },
      { AWS: [`arn:aws:iam::${HOME}:role/${role}`, principal, HOME] },
    ];
  }
  return [
    ...account,
    { AWS: [principal] },
    { AWS: [principal], Service: ['ec2.amazonaws.com'] },
  ];
}

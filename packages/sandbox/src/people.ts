/** One of the people the sandbox knows: the same one in the catalog, in Okta's groups, in Rancher and in Slack. */
export interface Person {
  /** Name of the catalog user and of the sign-in: `erin`. */
  name: string;
  displayName: string;
  email: string;
  /** What they do, in words for the sign-in page. */
  title: string;
  /** Names of their catalog groups. */
  groups: string[];
  /** Names of their Okta groups. */
  oktaGroups: string[];
  /** Name of the Rancher User object. */
  rancherUserId: string;
  slackUserId: string;
}

/** Everybody in the sandbox. */
export const people: Person[] = [
  {
    name: 'dana',
    displayName: 'Dana Developer',
    email: 'dana@example.com',
    title: 'Application developer',
    groups: ['team-payments'],
    oktaGroups: ['everyone', 'developers'],
    rancherUserId: 'u-d4n4kq7w2x',
    slackUserId: 'U0DANA00001',
  },
  {
    name: 'erin',
    displayName: 'Erin Engineer',
    email: 'erin@example.com',
    title: 'Engineer on duty',
    groups: ['on-call'],
    oktaGroups: ['everyone', 'engineers', 'on-call'],
    rancherUserId: 'u-er1n5mzt7b',
    slackUserId: 'U0ERIN00002',
  },
  {
    name: 'adam',
    displayName: 'Adam Approver',
    email: 'adam@example.com',
    title: 'Approver',
    groups: ['approvers'],
    oktaGroups: ['everyone', 'engineers', 'approvers'],
    rancherUserId: 'u-ad4mx3hv6p',
    slackUserId: 'U0ADAM00003',
  },
  {
    name: 'petra',
    displayName: 'Petra Platform',
    email: 'petra@example.com',
    title: 'Platform engineer',
    groups: ['platform'],
    oktaGroups: ['everyone', 'engineers', 'platform'],
    rancherUserId: 'u-p3tr4lc9sd',
    slackUserId: 'U0PETRA0004',
  },
  {
    name: 'uma',
    displayName: 'Uma Auditor',
    email: 'uma@example.com',
    title: 'Auditor',
    groups: ['auditors'],
    oktaGroups: ['everyone', 'auditors'],
    rancherUserId: 'u-um4zq8jf5n',
    slackUserId: 'U0UMA000005',
  },
];

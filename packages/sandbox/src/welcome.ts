import type { Person } from './people';

/** What a person is told once the portal is up. */
export function welcome(options: {
  portalUrl: string;
  slackUrl: string;
  kubeconfig: string;
  people: Person[];
  /** Shortest session on offer, in seconds. */
  shortest: number;
}): string {
  const people = options.people.map(
    ({ displayName, title }) => `    ${displayName.padEnd(18)} ${title}`,
  );
  return [
    '',
    `  The portal is at   ${options.portalUrl}`,
    `  Slack is at        ${options.slackUrl}`,
    `  kubectl            kubectl --kubeconfig ${options.kubeconfig} get crtb -A -w`,
    '',
    '  Who can sign in (the sign-in page asks; there are no passwords):',
    ...people,
    '',
    '  Three things to try:',
    `    1. Sign in as Erin, choose "Request access", take ${options.shortest} seconds on a cluster, and watch the session`,
    '       begin, end and turn into an archive that you can download.',
    '    2. Open Slack as Erin, type /access in #cluster-access, fill the form, and read the thread.',
    '    3. Run the kubectl command above while you do, and delete a binding by hand: the session ends as lost.',
    '',
    '  Ctrl-C ends everything.',
    '',
  ].join('\n');
}

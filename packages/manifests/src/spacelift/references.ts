import type * as z from 'zod';

/** What of the input refers to stacks by name. */
interface Referring {
  stacks: Array<{
    name: string;
    dependsOn: Array<{ stack: string; inputs: Record<string, string> }>;
  }>;
  awsIntegrations: Array<{
    name: string;
    stacks: Array<{ stack: string; read: boolean; write: boolean }>;
  }>;
  contexts: Array<{ name: string; stacks: string[] }>;
  policies: Array<{ name: string; stacks: string[] }>;
}

/** Names are unique, stacks that are named exist, and no stack waits for itself. */
export function checkReferences(
  input: Referring,
  context: z.core.$RefinementCtx<Referring>,
): void {
  const refuse = (path: Array<string | number>, message: string) =>
    context.addIssue({ code: 'custom', path, message, input });
  const names = input.stacks.map(({ name }) => name);

  const refuseRepeated = (
    values: string[],
    pathOf: (place: number) => Array<string | number>,
  ) =>
    values.forEach((value, place) => {
      if (values.indexOf(value) < place) {
        refuse(pathOf(place), 'name it once: it is there already');
      }
    });

  for (const list of [
    'stacks',
    'awsIntegrations',
    'contexts',
    'policies',
  ] as const) {
    refuseRepeated(
      input[list].map(({ name }) => name),
      place => [list, place, 'name'],
    );
  }

  const checkStack = (name: string, path: Array<string | number>) => {
    if (!names.includes(name)) {
      refuse(path, `use the name of one of the stacks: ${names.join(', ')}`);
    }
  };
  input.stacks.forEach(({ name, dependsOn }, index) => {
    refuseRepeated(
      dependsOn.map(({ stack }) => stack),
      place => ['stacks', index, 'dependsOn', place, 'stack'],
    );
    const inputs = dependsOn.flatMap((dependency, place) =>
      Object.keys(dependency.inputs).map(variable => ({ variable, place })),
    );
    refuseRepeated(
      inputs.map(({ variable }) => variable),
      place => [
        'stacks',
        index,
        'dependsOn',
        inputs[place].place,
        'inputs',
        inputs[place].variable,
      ],
    );
    dependsOn.forEach(({ stack }, place) => {
      const path = ['stacks', index, 'dependsOn', place, 'stack'];
      checkStack(stack, path);
      if (reaches(input.stacks, stack, name)) {
        refuse(path, `leave it out: ${stack} waits for ${name}`);
      }
    });
  });
  for (const list of ['contexts', 'policies'] as const) {
    input[list].forEach(({ stacks }, index) => {
      refuseRepeated(stacks, place => [list, index, 'stacks', place]);
      stacks.forEach((stack, place) =>
        checkStack(stack, [list, index, 'stacks', place]),
      );
    });
  }

  const used = new Set<string>();
  input.awsIntegrations.forEach(({ stacks }, index) => {
    refuseRepeated(
      stacks.map(({ stack }) => stack),
      place => ['awsIntegrations', index, 'stacks', place, 'stack'],
    );
    stacks.forEach((attachment, place) => {
      const path = ['awsIntegrations', index, 'stacks', place];
      checkStack(attachment.stack, [...path, 'stack']);
      for (const phase of ['read', 'write'] as const) {
        const key = `${attachment.stack} ${phase}`;
        if (attachment[phase] && used.has(key)) {
          refuse(
            [...path, phase],
            `use one role to ${phase}: the stack ${attachment.stack} has another one already`,
          );
        }
        if (attachment[phase]) {
          used.add(key);
        }
      }
    });
  });
}

/** Whether a stack waits for another one, through any number of others. */
function reaches(
  stacks: Referring['stacks'],
  from: string,
  to: string,
  seen = new Set<string>(),
): boolean {
  if (from === to) {
    return true;
  }
  if (seen.has(from)) {
    return false;
  }
  seen.add(from);
  const { dependsOn = [] } = stacks.find(({ name }) => name === from) ?? {};
  return dependsOn.some(({ stack }) => reaches(stacks, stack, to, seen));
}

import { InputError } from '@backstage/errors';
import { z } from 'zod';

/** A slash command, as far as we read it (https://docs.slack.dev/interactivity/implementing-slash-commands). */
const command = z.object({
  team_id: z.string(),
  api_app_id: z.string().optional(),
  user_id: z.string().regex(/^[UW][A-Z0-9]+$/),
  trigger_id: z.string(),
  response_url: z.string(),
  command: z.string(),
  text: z.string().default(''),
});
export type SlackCommand = z.infer<typeof command>;

const element = z.object({
  value: z.string().nullish(),
  selected_option: z.object({ value: z.string() }).nullish(),
});

/** What a person has entered in a modal, by block id and action id. */
export type ViewValues = Record<
  string,
  Record<string, z.infer<typeof element>>
>;

const view = z.object({
  id: z.string().min(1).max(255),
  callback_id: z.string().default(''),
  private_metadata: z.string().default(''),
  state: z
    .object({ values: z.record(z.string(), z.record(z.string(), element)) })
    .default({ values: {} }),
});
export type SlackView = z.infer<typeof view>;

const interaction = z.object({
  type: z.string(),
  team: z.object({ id: z.string() }).nullish(),
  api_app_id: z.string().optional(),
  user: z.object({ id: z.string().regex(/^[UW][A-Z0-9]+$/) }),
  view: view.optional(),
  actions: z.array(z.object({ action_id: z.string() })).default([]),
});
export type SlackInteraction = z.infer<typeof interaction>;

/** @throws InputError when it is no slash command */
export function parseCommand(body: Buffer): SlackCommand {
  const form = Object.fromEntries(new URLSearchParams(body.toString('utf8')));
  return parsed('slash command', command.safeParse(form));
}

/** @throws InputError when it is no interaction */
export function parseInteraction(body: Buffer): SlackInteraction {
  const payload =
    new URLSearchParams(body.toString('utf8')).get('payload') ?? '';
  let content: unknown;
  try {
    content = JSON.parse(payload);
  } catch (error) {
    throw new InputError('The payload of the interaction is not JSON', error);
  }
  return parsed('interaction', interaction.safeParse(content));
}

function parsed<T>(what: string, result: z.ZodSafeParseResult<T>): T {
  if (!result.success) {
    const fields = result.error.issues
      .map(issue => issue.path.join('.'))
      .join(', ');
    throw new InputError(`Not a ${what} of Slack: ${fields}`);
  }
  return result.data;
}

import { validateModal } from './blockKit';
import { SlackApiError } from './errors';
import { recordsOf, textOf } from './json';
import type { JsonRecord } from './json';
import { initialValues, stateValues, withIds } from './modalState';
import type { OpenModal } from './types';
import { APP_ID, BOT_ID, TEAM_ID } from './workspace';
import type { Workspace } from './workspace';

const MAXIMUM_STACK = 3;

/** The modals that people have open, and the home tabs of the app. */
export class Modals {
  readonly #open = new Map<string, OpenModal>();
  readonly homes = new Map<string, JsonRecord>();

  constructor(private readonly workspace: Workspace) {}

  all(): OpenModal[] {
    return [...this.#open.values()];
  }

  find(viewId: string): OpenModal | undefined {
    return this.#open.get(viewId);
  }

  open(triggerId: string, view: JsonRecord): OpenModal {
    const checked = this.checked(view);
    const userId = this.workspace.exchangeTrigger(triggerId);
    for (const modal of this.all().filter(one => one.userId === userId)) {
      this.#open.delete(modal.viewId);
    }
    return this.add(userId, checked);
  }

  /** @param trigger - the modal whose response or trigger asks for one on top of it */
  pushFrom(top: OpenModal, view: JsonRecord): OpenModal {
    if (
      this.all().filter(one => one.rootViewId === top.rootViewId).length >=
      MAXIMUM_STACK
    ) {
      throw new SlackApiError('push_limit_reached');
    }
    return this.add(top.userId, this.checked(view), top);
  }

  push(triggerId: string, view: JsonRecord): OpenModal {
    const checked = this.checked(view);
    const userId = this.workspace.exchangeTrigger(triggerId);
    const top = this.all().findLast(one => one.userId === userId);
    if (!top) {
      throw new SlackApiError('not_found');
    }
    return this.pushFrom(top, checked);
  }

  update(
    by: { viewId?: string; externalId?: string },
    view: JsonRecord,
    hash?: string,
  ): OpenModal {
    const modal = this.all().find(
      one =>
        (by.viewId !== undefined && one.viewId === by.viewId) ||
        (by.externalId !== undefined && one.view.external_id === by.externalId),
    );
    if (!modal) {
      throw new SlackApiError('not_found');
    }
    if (hash !== undefined && hash !== modal.hash) {
      throw new SlackApiError('hash_conflict');
    }
    const checked = this.checked(view);
    return this.put({
      ...modal,
      view: checked,
      values: initialValues(recordsOf(checked.blocks), modal.values),
      hash: this.workspace.nextId(''),
      errors: {},
      error: undefined,
    });
  }

  publish(userId: string, view: JsonRecord): JsonRecord {
    this.workspace.person(userId);
    const checked = this.checked(view);
    this.homes.set(userId, checked);
    this.workspace.changed();
    return checked;
  }

  put(modal: OpenModal): OpenModal {
    this.#open.set(modal.viewId, modal);
    this.workspace.changed();
    return modal;
  }

  close(modal: OpenModal, wholeStack: boolean): void {
    for (const one of this.all()) {
      if (
        one.viewId === modal.viewId ||
        (wholeStack && one.rootViewId === modal.rootViewId)
      ) {
        this.#open.delete(one.viewId);
      }
    }
    this.workspace.changed();
  }

  /** The view as it stands in answers and in what is sent to the app. */
  wire(modal: OpenModal): JsonRecord {
    const { view } = modal;
    return {
      ...view,
      id: modal.viewId,
      team_id: TEAM_ID,
      app_id: APP_ID,
      app_installed_team_id: TEAM_ID,
      bot_id: BOT_ID,
      private_metadata: textOf(view.private_metadata) ?? '',
      callback_id: textOf(view.callback_id) ?? '',
      external_id: textOf(view.external_id) ?? '',
      hash: modal.hash,
      root_view_id: modal.rootViewId,
      previous_view_id: modal.previousViewId ?? null,
      state: { values: stateValues(recordsOf(view.blocks), modal.values) },
    };
  }

  private add(
    userId: string,
    view: JsonRecord,
    previous?: OpenModal,
  ): OpenModal {
    const viewId = this.workspace.nextId('V');
    return this.put({
      viewId,
      userId,
      rootViewId: previous?.rootViewId ?? viewId,
      previousViewId: previous?.viewId,
      hash: this.workspace.nextId(''),
      view,
      values: initialValues(recordsOf(view.blocks)),
      errors: {},
    });
  }

  private checked(view: JsonRecord): JsonRecord {
    const problems = validateModal(view);
    if (problems.length > 0) {
      throw new SlackApiError('invalid_arguments', problems);
    }
    return {
      ...view,
      blocks: withIds(recordsOf(view.blocks), () => this.workspace.nextId('b')),
    };
  }
}

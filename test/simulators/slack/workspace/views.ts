import { createHash } from "node:crypto";
import type { Changes } from "../../kit/changes.ts";
import type { SimClock } from "../../kit/clock.ts";
import type { InputBlock, Modal } from "../block-kit/blocks.ts";
import type { RichOption } from "../block-kit/objects.ts";
import { LIMITS } from "../limits.ts";
import { type FieldState, inputsOf, untouched } from "./fields.ts";

/** What a modal showed from one moment on. */
export interface ViewVersion {
  readonly modal: Modal;
  readonly hash: string;
  readonly atVirtualMs: number;
  readonly atWallMs: number;
}

/** A modal in front of a person, with everything it ever showed. */
export interface View {
  readonly id: string;
  readonly person: string;
  readonly rootId: string;
  readonly previousId: string | null;
  readonly versions: [ViewVersion, ...ViewVersion[]];
  /** What was entered, by block_id and action_id. */
  readonly entries: Map<string, FieldState>;
  /** The options an app has answered for external menus, by block_id and action_id. */
  readonly offered: Map<string, RichOption[]>;
  /** The app's complaints about the last submission, by block_id. */
  errors: Readonly<Record<string, string>>;
  open: boolean;
}

/** The view as it looks now. */
export const showing = ({ versions }: View): ViewVersion => versions.at(-1) ?? versions[0];

/** The key of a field in {@link View.entries}. */
export const fieldKey = (blockId: string | undefined, actionId: string | undefined): string =>
  `${blockId}\n${actionId}`;

/** What an input block holds now. */
export const fieldState = (view: View, block: InputBlock): FieldState =>
  view.entries.get(fieldKey(block.block_id, block.element.action_id)) ?? untouched(block.element);

/** The state of a view as Slack reports it: of input blocks only, by block_id and action_id. */
export function stateOf(view: View): Record<string, Record<string, FieldState>> {
  const values: Record<string, Record<string, FieldState>> = {};
  for (const block of inputsOf(showing(view).modal.blocks))
    values[block.block_id] = { [block.element.action_id ?? ""]: fieldState(view, block) };
  return values;
}

/** All modals of the workspace: each person has one stack of at most three. */
export class Views {
  readonly all: View[] = [];
  private readonly clock: SimClock;
  private readonly changes: Changes;

  constructor(clock: SimClock, changes: Changes) {
    this.clock = clock;
    this.changes = changes;
  }

  /** The open views of a person, the one on top last. */
  stack(person: string): View[] {
    return this.all.filter((view) => view.open && view.person === person);
  }

  /** An open view by id or external id. */
  shown(id: { viewId?: string | undefined; externalId?: string | undefined }): View | undefined {
    return this.all.find(
      (view) =>
        view.open &&
        (view.id === id.viewId || (id.externalId !== undefined && showing(view).modal.external_id === id.externalId)),
    );
  }

  /** Opens a new modal; what was open before it goes away. */
  open(person: string, modal: Modal): View {
    this.closeAll(person);
    return this.add(person, modal, undefined);
  }

  /** Puts a view on top of the stack; undefined when it is full. */
  push(person: string, modal: Modal): View | undefined {
    const stack = this.stack(person);
    return stack.length < LIMITS.viewStack ? this.add(person, modal, stack.at(-1)) : undefined;
  }

  /** Shows something else in the same view; what was entered stays where the ids stay. */
  update(view: View, modal: Modal): ViewVersion {
    const version = this.version(view.id, modal);
    view.versions.push(version);
    view.errors = {};
    this.tell("view.updated", view);
    return version;
  }

  /** Shows the app's complaints on their fields. */
  complain(view: View, errors: Readonly<Record<string, string>>): void {
    view.errors = errors;
    this.tell("view.refused", view);
  }

  close(view: View): void {
    view.open = false;
    this.tell("view.closed", view);
  }

  closeAll(person: string): void {
    for (const view of this.stack(person)) this.close(view);
  }

  private add(person: string, modal: Modal, previous: View | undefined): View {
    const id = `V0${String(this.all.length + 1).padStart(6, "0")}`;
    const view: View = {
      id,
      person,
      rootId: previous?.rootId ?? id,
      previousId: previous?.id ?? null,
      versions: [this.version(id, modal)],
      entries: new Map(),
      offered: new Map(),
      errors: {},
      open: true,
    };
    this.all.push(view);
    this.tell("view.opened", view);
    return view;
  }

  private version(id: string, modal: Modal): ViewVersion {
    const atWallMs = Date.now();
    const digest = createHash("sha256").update(`${id}${process.hrtime.bigint()}`).digest("hex");
    return {
      modal,
      hash: `${Math.floor(atWallMs / 1000)}.${digest.slice(0, 8)}`,
      atVirtualMs: this.clock.now(),
      atWallMs,
    };
  }

  private tell(topic: string, { id, person }: View): void {
    this.changes.tell(topic, { view: id, person });
  }
}

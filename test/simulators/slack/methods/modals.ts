import { z } from "zod";
import { checkModal } from "../block-kit/block-kit.ts";
import type { Modal } from "../block-kit/blocks.ts";
import { LIMITS } from "../limits.ts";
import { showing, type View } from "../workspace/views.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { method, packed } from "./method.ts";
import { Refusal } from "./refusal.ts";
import { viewJson } from "./view-json.ts";

/**
 * A modal that Slack would show in `instead` of a view, or as a new one.
 * @throws Refusal `invalid_arguments` with every reason, `view_too_large`, `duplicate_external_id`
 */
export function modalOf({ views }: Workspace, raw: unknown, instead?: View): Modal {
  const checked = checkModal(raw);
  if (!checked.ok) throw new Refusal("invalid_arguments", { reasons: checked.problems });
  if (JSON.stringify(raw).length > LIMITS.viewBytes) throw new Refusal("view_too_large");
  const { external_id: externalId } = checked.value;
  const holder = externalId ? views.shown({ externalId }) : undefined;
  if (holder && holder !== instead) throw new Refusal("duplicate_external_id");
  return checked.value;
}

function exchange({ triggers }: Workspace, id: string) {
  const trigger = triggers.exchange(id);
  if (typeof trigger === "string") throw new Refusal(trigger);
  return trigger;
}

const args = { trigger_id: z.string(), view: packed };

const open = method({ name: "views.open", tier: 4 }, args, (workspace, { trigger_id, view }) => {
  const modal = modalOf(workspace, view);
  const { person } = exchange(workspace, trigger_id);
  return { view: viewJson(workspace, workspace.views.open(person, modal)) };
});

const push = method({ name: "views.push", tier: 4 }, args, (workspace, { trigger_id, view }) => {
  const modal = modalOf(workspace, view);
  const { person, viewId } = exchange(workspace, trigger_id);
  if (!workspace.views.shown({ viewId })) throw new Refusal("not_found");
  const pushed = workspace.views.push(person, modal);
  if (!pushed) throw new Refusal("push_limit_reached");
  return { view: viewJson(workspace, pushed) };
});

const update = method(
  { name: "views.update", tier: 4 },
  {
    view: packed,
    view_id: z.string().optional(),
    external_id: z.string().optional(),
    hash: z.string().optional(),
  },
  (workspace, given) => {
    const view = workspace.views.shown({ viewId: given.view_id, externalId: given.external_id });
    if (!view) throw new Refusal("not_found");
    const modal = modalOf(workspace, given.view, view);
    if (given.hash !== undefined && given.hash !== showing(view).hash) throw new Refusal("hash_conflict");
    workspace.views.update(view, modal);
    return { view: viewJson(workspace, view) };
  },
);

/** Opening and changing modals. */
export const modalMethods = [open, push, update];

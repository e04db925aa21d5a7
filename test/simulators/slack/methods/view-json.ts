import { BOT } from "../workspace/default-seed.ts";
import { showing, stateOf, type View } from "../workspace/views.ts";
import type { Workspace } from "../workspace/workspace.ts";

/** A view as the Web API and interaction payloads show it. */
export function viewJson({ directory }: Workspace, view: View) {
  const { modal, hash } = showing(view);
  return {
    id: view.id,
    team_id: directory.team.id,
    type: "modal",
    blocks: modal.blocks,
    private_metadata: modal.private_metadata ?? "",
    callback_id: modal.callback_id ?? "",
    external_id: modal.external_id ?? "",
    state: { values: stateOf(view) },
    hash,
    title: modal.title,
    submit: modal.submit ?? null,
    close: modal.close ?? null,
    clear_on_close: modal.clear_on_close ?? false,
    notify_on_close: modal.notify_on_close ?? false,
    submit_disabled: modal.submit_disabled ?? false,
    root_view_id: view.rootId,
    previous_view_id: view.previousId,
    app_id: BOT.appId,
    app_installed_team_id: directory.team.id,
    bot_id: BOT.botId,
  };
}

import type { App, ViewClosedAction, ViewSubmitAction } from "@slack/bolt";
import { slashCommand } from "../../src/chat/command-table.ts";
import type { Clerk } from "./clerk.ts";
import { buttonPlace } from "./incoming.ts";
import { actionOf } from "./render-card.ts";

const everything = /.*/s;

/** Connects each kind of request from Slack with the clerk's answer to it. */
export function listenOn(app: App, clerk: Clerk): void {
  // Before all listeners: Bolt asks each of them about each request, which costs more than taking a command over.
  app.use(async (args) => {
    if (!("command" in args) || args.command.command !== slashCommand) return args.next();
    await args.ack(await clerk.command(args.command));
  });

  app.event("app_mention", ({ event, body }) => clerk.mention(event, body));

  app.action({ type: "block_actions", action_id: everything }, async ({ body, ack }) => {
    const place = buttonPlace(body);
    const [pressed] = body.actions;
    if (place === undefined || pressed?.type !== "button") {
      await ack();
      return clerk.follow(body);
    }
    await clerk.press({
      team: body.user.team_id ?? body.team?.id ?? "",
      user: body.user.id,
      triggerId: body.trigger_id,
      place,
      action: actionOf(pressed.action_id),
      subject: pressed.value ?? "",
    });
    return ack();
  });

  app.view<ViewSubmitAction>({ type: "view_submission", callback_id: everything }, async ({ body, ack }) =>
    ack(await clerk.submit(body)),
  );

  // Nobody asks to hear of it; answered so that Slack shows no warning when it tells all the same.
  app.view<ViewClosedAction>({ type: "view_closed", callback_id: everything }, ({ ack }) => ack());

  app.options<"block_suggestion">({ type: "block_suggestion", action_id: everything }, async ({ body, ack }) =>
    ack({ options: await clerk.suggest(body) }),
  );
}

import type { Sending } from "../delivery/carrier.ts";
import type { Receipt } from "../delivery/courier.ts";
import { Refusal } from "../methods/refusal.ts";
import { BOT } from "../workspace/default-seed.ts";
import type { Message } from "../workspace/messages.ts";
import { showAnswer } from "./answers.ts";
import { actor, LEGACY_TOKEN, type Stage, seenChannel } from "./stage.ts";

const CHANNEL_NAME = { im: "directmessage", private: "privategroup" } as const;

/** A command that was sent, and what the app answered at once. */
export interface CommandOutcome {
  readonly receipt: Receipt;
  readonly answer?: Message | undefined;
}

/** Types a slash command, such as `/interconnect create name=erp`, into a channel (never into a thread). */
export async function slashCommand(
  stage: Stage,
  { who, where, line }: { readonly who: string; readonly where: string; readonly line: string },
  sending?: Sending,
): Promise<CommandOutcome> {
  const { workspace, courier } = stage;
  const [, command, text = ""] = /^(\/\S+)\s*(.*)$/s.exec(line) ?? [];
  if (command === undefined) throw new RangeError(`a slash command starts with "/", not "${line}"`);
  const person = actor(stage, who);
  const channel = seenChannel(stage, person, where);
  if (channel.archived) throw new RangeError(`${channel.name} is archived`);
  const target = { person: person.id, channel: channel.id };
  const { id: team_id, domain: team_domain } = workspace.directory.team;
  const receipt = await courier.send(
    {
      kind: "slash_commands",
      what: line,
      payload: {
        token: LEGACY_TOKEN,
        team_id,
        team_domain,
        channel_id: channel.id,
        channel_name: channel.kind === "public" ? channel.name : CHANNEL_NAME[channel.kind],
        user_id: person.id,
        user_name: person.name,
        command,
        text,
        api_app_id: BOT.appId,
        is_enterprise_install: "false",
        response_url: workspace.origin + workspace.responseUrls.issue(target),
        trigger_id: workspace.triggers.issue(person.id),
      },
    },
    sending,
  );
  if (receipt.failure || receipt.body === undefined) return { receipt };
  try {
    return { receipt, answer: showAnswer(workspace, target, receipt.body) };
  } catch (problem) {
    if (!(problem instanceof Refusal)) throw problem;
    workspace.journal.refuse({ method: command, error: problem.code, reasons: problem.reasons });
    return { receipt };
  }
}

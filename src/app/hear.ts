import { setTimeout as pause } from "node:timers/promises";
import type { SlackReceiver, SlackReceiverOptions } from "../../adapters/slack/receiver.ts";
import type { TeamsReceiverOptions } from "../../adapters/teams/receiver.ts";
import { toInterconnectError } from "../domain/errors.ts";
import type { Role } from "./role.ts";

/** How often Slack is asked at the start whether it is there, wall time. */
const retryEveryMs = 2_000;

/**
 * Waits while Slack is away.
 *
 * @throws InterconnectError `ConfigInvalid` when Slack does not accept the bot token
 */
export async function hearSlack(options: SlackReceiverOptions): Promise<Role> {
  const { createSlackReceiver } = await import("../../adapters/slack/receiver.ts");
  const receiver = await onceSlackAnswers(() => createSlackReceiver(options), options);
  return {
    doors: receiver.listener ? [{ path: "/slack/events", listener: receiver.listener }] : [],
    close: () => receiver.close(),
  };
}

/** Teams comes by itself; nothing of it is needed to begin. */
export async function hearTeams(options: TeamsReceiverOptions): Promise<Role> {
  const { createTeamsReceiver } = await import("../../adapters/teams/receiver.ts");
  return {
    doors: [{ path: "/api/messages", listener: createTeamsReceiver(options) }],
    close: () => Promise.resolve(),
  };
}

async function onceSlackAnswers(
  begin: () => Promise<SlackReceiver>,
  { log }: Pick<SlackReceiverOptions, "log">,
): Promise<SlackReceiver> {
  for (;;) {
    try {
      return await begin();
    } catch (thrown) {
      const error = toInterconnectError(thrown);
      if (error.code !== "CloudUnreachable") throw error;
      log.warn({ err: error }, "Slack does not answer; people are not heard there yet");
      await pause(retryEveryMs);
    }
  }
}

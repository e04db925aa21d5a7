import { z } from "zod";
import type { Player } from "../player/player.ts";

const entry = z.union([z.string(), z.array(z.string()), z.null()]);
const chosen = { blockId: z.string().optional(), value: entry.optional() };
const messageRef = z.strictObject({ channel: z.string(), ts: z.string() });

const act = z.discriminatedUnion("act", [
  z.strictObject({ act: z.literal("slashCommand"), who: z.string(), where: z.string(), line: z.string() }),
  z.strictObject({
    act: z.enum(["mention", "say"]),
    who: z.string(),
    where: z.string(),
    text: z.string(),
    threadTs: z.string().optional(),
  }),
  z.strictObject({
    act: z.literal("click"),
    who: z.string(),
    on: messageRef,
    actionId: z.string(),
    stale: z.boolean().optional(),
    ...chosen,
  }),
  z.strictObject({
    act: z.literal("clickInView"),
    who: z.string(),
    viewId: z.string(),
    actionId: z.string(),
    ...chosen,
  }),
  z.strictObject({
    act: z.literal("typeInSelect"),
    who: z.string(),
    viewId: z.string(),
    actionId: z.string(),
    blockId: z.string().optional(),
    text: z.string(),
  }),
  z.strictObject({
    act: z.enum(["submitView", "fillIn"]),
    who: z.string(),
    viewId: z.string(),
    entries: z.record(z.string(), entry).optional(),
  }),
  z.strictObject({ act: z.literal("closeView"), who: z.string(), viewId: z.string() }),
]);

/**
 * Lets somebody act as told by JSON, and resolves to what came of it.
 * @throws RangeError when it is no act, or nothing anybody could do
 */
export async function perform(player: Player, body: unknown): Promise<unknown> {
  const parsed = act.safeParse(body);
  if (!parsed.success) throw new RangeError(z.prettifyError(parsed.error));
  const told = parsed.data;
  switch (told.act) {
    case "slashCommand":
      return player.slashCommand(told.who, told.where, told.line);
    case "mention":
      return player.mention(told);
    case "say":
      return player.say(told);
    case "click":
      return player.click(told);
    case "clickInView":
      return player.clickInView(told);
    case "typeInSelect":
      return player.typeInSelect(told);
    case "submitView":
      return player.submitView(told);
    case "fillIn":
      player.fillIn(told.who, told.viewId, told.entries ?? {});
      return {};
    default:
      return (await player.closeView(told.who, told.viewId)) ?? {};
  }
}

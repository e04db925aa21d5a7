import { z } from "zod";
import type { Player } from "../player/player.ts";

const inputs = z.record(z.string(), z.string()).optional();
const on = z.strictObject({ conversation: z.string(), id: z.string() });
const saying = { who: z.string(), where: z.string(), text: z.string(), threadId: z.string().optional() };

const act = z.discriminatedUnion("act", [
  z.strictObject({ act: z.enum(["mention", "say"]), ...saying }),
  z.strictObject({ act: z.literal("chat"), who: z.string(), text: z.string() }),
  z.strictObject({
    act: z.literal("press"),
    who: z.string(),
    on,
    action: z.string(),
    data: z.record(z.string(), z.json()).optional(),
    inputs,
    stale: z.boolean().optional(),
  }),
  z.strictObject({ act: z.literal("search"), who: z.string(), on, input: z.string(), text: z.string(), inputs }),
  z.strictObject({ act: z.enum(["install", "uninstall"]), who: z.string(), where: z.string() }),
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
    case "mention":
      return player.mention(told);
    case "say":
      return player.say(told);
    case "chat":
      return player.chat(told);
    case "press":
      return player.press(told);
    case "search":
      return player.search(told);
    default:
      return player[told.act](told);
  }
}

import type { Sending } from "../delivery/courier.ts";
import type { Message } from "../tenant/messages.ts";
import { type MessageRef, seenCard } from "./cards.ts";
import { type Install, install, uninstall } from "./installs.ts";
import { type Press, press } from "./presses.ts";
import { type Search, search } from "./searches.ts";
import { actor, type Stage } from "./stage.ts";
import { chat, mention, type Saying, say } from "./talk.ts";

const PATIENCE_MS = 5000;

/** Waits for a message of which something holds, new or edited. */
function sees(stage: Stage, holds: (message: Message) => boolean, withinMs = PATIENCE_MS): Promise<Message> {
  const { messages, changes } = stage.tenant;
  return new Promise((resolve, reject) => {
    const look = (): void => {
      const found = messages.all.findLast((one) => one.deletedAtVirtualMs === undefined && holds(one));
      if (found) end(() => resolve(found));
    };
    const stop = changes.listen(look);
    const timer = setTimeout(
      () => end(() => reject(new RangeError(`no such message within ${withinMs} ms`))),
      withinMs,
    );
    const end = (settle: () => void): void => {
      stop();
      clearTimeout(timer);
      settle();
    };
    look();
  });
}

/**
 * Acts as the people of the tenant. People and conversations are named by id or name, `bot` is the personal chat with
 * the bot. Every act resolves once the bot has answered or its time is over, and throws RangeError for what nobody
 * could do, such as pressing a button that is not there.
 */
export const playerOn = (stage: Stage) => ({
  mention: (saying: Saying, sending?: Sending) => mention(stage, saying, sending),
  chat: (saying: Pick<Saying, "who" | "text">, sending?: Sending) => chat(stage, saying, sending),
  say: (saying: Saying) => say(stage, saying),
  press: (pressed: Press, sending?: Sending) => press(stage, pressed, sending),
  search: (asked: Search, sending?: Sending) => search(stage, asked, sending),
  install: (one: Install) => install(stage, one),
  uninstall: (one: Install) => uninstall(stage, one),
  sees: (holds: (message: Message) => boolean, withinMs?: number) => sees(stage, holds, withinMs),
  /** The card that somebody sees in a message. @throws RangeError when there is none */
  cardOf: (who: string, on: MessageRef) => seenCard(stage, actor(stage, who), on).card,
});

export type Player = ReturnType<typeof playerOn>;

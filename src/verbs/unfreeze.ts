import type { Card } from "../chat/card.ts";
import type { CommandArguments } from "../chat/parse-command.ts";
import type { Incoming } from "../chat/ports.ts";
import { type FreezeEnd, freezeOverCard, freezeOverPost, notFrozenNow, unfrozenNow } from "../chat/views/frozen.ts";
import { frozenWhere } from "../chat/views/frozen-words.ts";
import { notAllowed, notNow, outdated, staleButton } from "../chat/views/refusals.ts";
import type { Freeze } from "../domain/freeze.ts";
import { audit, logAudit } from "../store/audit.ts";
import type { FreezeOutcome } from "../store/freezes.ts";
import { Answer, idOf } from "./answer.ts";
import { mayFreezeAll, namedForAll, tellAll, within } from "./freeze.ts";
import type { VerbPorts } from "./ports.ts";

/** `unfreeze`: what a freeze held up goes on by itself. */
export async function endFreezeOf(
  ports: VerbPorts,
  incoming: Incoming,
  { env: scope }: CommandArguments,
): Promise<void> {
  const standing = await ports.freezes.standing();
  await endFreeze(ports, incoming, { standing, freeze: chosen(standing, scope), none: notFrozenNow(scope, standing) });
}

/** The button on a freeze's own card: it ends that very one. */
export async function endFreezeById(ports: VerbPorts, incoming: Incoming, wanted: string): Promise<void> {
  const standing = await ports.freezes.standing();
  const freeze = standing.find(({ id }) => id === wanted);
  await endFreeze(ports, incoming, { standing, freeze, none: staleButton("This freeze is over.") });
}

interface Ending {
  readonly standing: readonly Freeze[];
  readonly freeze: Freeze | undefined;
  /** Said when there is no such freeze. */
  readonly none: Card;
}

async function endFreeze(ports: VerbPorts, incoming: Incoming, { standing, none, ...meant }: Ending): Promise<void> {
  const answer = new Answer(ports, incoming);
  // After a crash the same act finds the freeze that it has ended already.
  const done = await ports.freezes.doneBy(idOf(incoming, "unfreeze"));
  const freeze = done ?? meant.freeze;
  if (!freeze) return answer.privately(none);
  const environments = within(ports, freeze.scope);
  if (!(await mayFreezeAll(ports, incoming, environments))) {
    return answer.privately(
      notAllowed(`end the freeze ${frozenWhere(freeze.scope)}`, namedForAll(ports, environments)),
    );
  }
  const still = standing.filter(({ id }) => id !== freeze.id);
  const { person: by } = incoming;
  const outcome = await end(ports, incoming, { freeze, by, at: ports.clock.now(), still });
  if (outcome === "outdated") return answer.privately(outdated(`changes ${frozenWhere(freeze.scope)}`));
  if (outcome === "overtaken")
    return answer.privately(notNow("Not done", "Somebody ended it, or froze again, at the same moment."));
  await tellAll(ports, freeze, environments);
  await answer.privately(unfrozenNow(freeze, still));
}

function chosen(standing: readonly Freeze[], scope: string | undefined): Freeze | undefined {
  if (scope !== undefined) return standing.find((one) => one.scope === scope);
  return standing.length === 1 ? standing[0] : undefined;
}

async function end(ports: VerbPorts, incoming: Incoming, over: FreezeEnd): Promise<FreezeOutcome["kind"]> {
  const { freeze } = over;
  const entry = { what: "unfreeze", by: incoming.person, at: Date.now(), about: freeze.scope };
  const act = { id: idOf(incoming, "unfreeze"), said: incoming.receivedAt };
  const { kind } = await ports.freezes.end(freeze, act, {
    commands: [audit(ports.keys, entry)],
    changed: freeze.threads.map((thread) => ports.outbox.show(thread, freezeOverCard(over))),
    once: freeze.threads.map((thread) =>
      ports.outbox.say({
        id: `${freeze.id}/over`,
        destination: { to: "thread", thread, alsoInChannel: true },
        card: freezeOverPost(over),
      }),
    ),
  });
  if (kind === "done") logAudit(ports.log, entry);
  return kind;
}

import { requestId } from "../domain/ids.ts";
import type { VerbPorts } from "./ports.ts";
import { closedCard } from "./proposals.ts";

/** When to come back to a request that ends later by Redis' clock than by this machine's. */
const clocksDifferMs = 10_000;

/**
 * Ends a request whose time is over by Redis' clock: its name and addresses are free again, and the requester hears it.
 *
 * @returns when to come back (wall time), undefined when there is nothing left to end
 */
export async function expireRequest(ports: VerbPorts, id: string): Promise<number | undefined> {
  const now = await ports.requests.load(requestId(id));
  if (now?.state !== "open") return undefined;
  const { record } = now;
  if (Date.now() < record.expiresAt) return record.expiresAt;
  const card = closedCard(record, { state: "expired", at: record.expiresAt });
  const message = {
    id: `${record.id}/expired`,
    destination: { to: "person" as const, person: record.requester },
    card,
  };
  const outcome = await ports.requests.decide(
    now,
    { state: "expired" },
    {
      commands: [],
      once: [ports.outbox.say(message)],
      changed: [ports.outbox.show(record.thread, card)],
    },
  );
  if (outcome === "early") return Date.now() + clocksDifferMs;
  if (outcome !== "changed") return Date.now();
  await ports.ring("threads", [record.thread, `person/${record.requester}`]);
  return undefined;
}

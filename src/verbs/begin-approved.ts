import type { Card } from "../chat/card.ts";
import { text, word } from "../chat/card.ts";
import { type Decision, nounOf, type RequestNow } from "../store/request-records.ts";
import { type ChangeOutcome } from "../store/requests.ts";
import { decideOnRecord } from "./decide-on-record.ts";
import type { VerbPorts } from "./ports.ts";
import type { Recheck } from "./recheck.ts";

interface Beginning {
  readonly now: RequestNow;
  readonly decision: Decision;
  readonly decisions: readonly Decision[];
  readonly start: Recheck & { readonly state: "holds" };
}

/** The decision that completes a request, and the operation that follows from it, in one script. */
export async function beginApproved(
  ports: VerbPorts,
  { now, decision, decisions, start }: Beginning,
): Promise<ChangeOutcome> {
  const { operation, patch, instead } = start;
  const { record: request } = now;
  const { person } = decision;
  const approvedBy = decisions.map((one) => one.person);
  const told = ports.story.begun(operation, approvedBy);
  const begun = instead
    ? ports.operations.supersede(instead, operation, person)
    : { guards: ports.operations.lockFree(operation.uid), commands: ports.operations.begin(operation, person) };
  const outcome = await decideOnRecord(
    ports,
    now,
    { state: "approved", decision },
    {
      guards: begun.guards,
      commands: [
        ...begun.commands,
        ...ports.interconnects.patch(operation.uid, request.kind === "create" ? { ...patch, approvedBy } : patch),
      ],
      once: told.posts.map((post) => ports.outbox.say(post)),
      changed: [ports.outbox.show(request.thread, told.card), ...(await earlierCard(ports, now))],
    },
  );
  if (outcome !== "changed") return outcome;
  await ports.ring("operations", [operation.id]);
  await ports.ring("threads", [request.thread]);
  return outcome;
}

/** What the story went on from says so, and offers nothing that is over. */
async function earlierCard({ interconnects, outbox }: VerbPorts, { record }: RequestNow) {
  const earlier = (await interconnects.byUid(record.plan.uid))?.thread;
  if (earlier === undefined || earlier === record.thread) return [];
  return [outbox.show(earlier, goesOnElsewhere(record))];
}

function goesOnElsewhere(record: RequestNow["record"]): Card {
  return word(`${record.plan.name} is told in a newer card`, undefined, [
    text(`Its ${nounOf(record)} was approved. What happens is told there, further down in this channel.`),
  ]);
}

import { mayGoOn } from "../approval/may.ts";
import { say, serviceKey, text, word } from "../chat/card.ts";
import type { Incoming } from "../chat/ports.ts";
import { notAllowed, notNow } from "../chat/views/refusals.ts";
import { azureIds } from "../steps/graph-row.ts";
import type { InterconnectRecord } from "../store/interconnects.ts";
import { Answer } from "./answer.ts";
import { sealKey } from "./key-seal.ts";
import type { VerbPorts } from "./ports.ts";
import { environmentOf } from "./prepare.ts";

/** Shows the service key to one entitled person alone, and writes down that it was shown. */
export async function revealKey(ports: VerbPorts, incoming: Incoming, record: InterconnectRecord): Promise<void> {
  const answer = new Answer(ports, incoming);
  const environment = environmentOf(ports, record.environment);
  const { person } = incoming;
  if (!(await mayGoOn(ports.people, environment, person))) {
    return answer.privately(notAllowed("see the service key", [record.requester]));
  }
  if (record.operation === undefined && !("azure.circuit" in record.built))
    return answer.privately(notNow("There is no key yet", "No circuit exists."));
  await ports.audit({ what: "reveal-key", by: person, at: Date.now(), about: record.uid });
  const { circuit: circuitId } = azureIds(record.plan);
  const key = sealKey(ports.seal, { environment: environment.name, circuitId, readers: [person] });
  await answer.privately(
    word(`The service key of ${record.name}`, undefined, [
      text(say`${serviceKey(key)}. Oracle has used it; nobody needs to copy it.`),
    ]),
  );
}

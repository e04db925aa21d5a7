import { nameOf, parseArmId } from "../clouds/azure/arm-ids.ts";
import { InterconnectError } from "../domain/errors.ts";
import type { CircuitUseFacts } from "../domain/removal-facts.ts";
import type { CloudContext } from "./clouds.ts";

/** Our own circuit and our own connection on it. */
export interface OwnIds {
  readonly circuitId: string;
  readonly connectionId: string;
}

/** Who is still on a circuit. */
export interface Holders {
  /** Our own connection is still there. */
  readonly own: boolean;
  /** What others have on it, each in words with its owner and what to do. */
  readonly foreign: readonly string[];
}

const sameId = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/**
 * Reads who is on a circuit. A listing may lag, so our own connection is asked for by its name too.
 *
 * @throws InterconnectError when any of it cannot be read: who is not known not to be there is there
 */
export async function readHolders({ circuitId, connectionId }: OwnIds, { clouds }: CloudContext): Promise<Holders> {
  const { azure } = clouds;
  const [own, listed, use] = await Promise.all([
    azure.readConnection(connectionId),
    azure.listConnectionsOf(circuitId),
    azure.readCircuitUse(circuitId),
  ]);
  if (!use.known) throw unread(circuitId, use.why);
  const others = listed.filter(({ id }) => !sameId(id, connectionId));
  return {
    own: own !== undefined,
    foreign: [
      ...others.map(
        ({ id, gatewayId }) =>
          `the connection ${nameOf(id)} of the gateway ${gatewayId === undefined ? "somewhere" : nameOf(gatewayId)} in ${parseArmId(id).resourceGroup}, which its owner deletes`,
      ),
      ...(use.value === undefined ? [] : inUse(use.value)),
    ],
  };
}

function inUse({ authorizations, globalReach }: CircuitUseFacts): readonly string[] {
  return [
    ...authorizations.map(({ name, inUse: used }) =>
      used
        ? `the authorization ${name}, by which another subscription is connected and which goes after that connection`
        : `the authorization ${name}, which whoever made it deletes`,
    ),
    ...globalReach.map((name) => `the Global Reach connection ${name}, which is removed from both circuits`),
  ];
}

function unread(circuitId: string, why: string): InterconnectError {
  return new InterconnectError({
    code: "CloudUnreachable",
    kind: "transient",
    message: `Who else uses the circuit ${nameOf(circuitId)} could not be read: ${why}`,
    details: { side: "azure", resource: circuitId },
  });
}

/** Why a circuit cannot be let go of yet: each of its other users, and what to do about it. */
export function heldByOthers(circuitId: string, foreign: readonly string[]): InterconnectError {
  return new InterconnectError({
    code: "ForeignResource",
    kind: "blocked",
    message: `The circuit ${nameOf(circuitId)} is used by others: ${foreign.join("; ")}.`,
    hint: "The bot removes nothing that it did not make. When they are gone, choose Retry.",
    details: { side: "azure", resource: circuitId },
  });
}

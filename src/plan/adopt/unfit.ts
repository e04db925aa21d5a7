import type { EndIds, LinkEnds } from "../../domain/adoption.ts";
import { cidrOf } from "../../domain/cidr.ts";
import type { Environment } from "../../domain/environment.ts";
import type { NetworkFacts } from "../../domain/network-facts.ts";
import { markIn } from "../../domain/owner-tags.ts";
import { lastSegment, sameId, valueOr } from "../readings.ts";
import { toPeeringSubnet } from "../slash30s.ts";
import { partsOf } from "./link-parts.ts";

/** Why a link cannot be adopted, in words. */
export interface Unfit {
  readonly title: string;
  readonly why: string;
}

const circuitShape =
  /^\/subscriptions\/(?<subscription>[^/]+)\/resourceGroups\/[^/]+\/providers\/Microsoft\.Network\/expressRouteCircuits\/[^/]+$/i;
const virtualCircuitShape = /^ocid1\.virtualcircuit\.[^.]+\.(?<region>[^.]*)\.[^.]*\.?[^.]+$/i;

/** What the ids alone tell, before any cloud is asked. */
export function unfitIds(
  { circuitId, virtualCircuitId }: EndIds,
  { name, azure, oci }: Environment,
): Unfit | undefined {
  const circuit = circuitShape.exec(circuitId)?.groups;
  if (circuit === undefined) {
    return {
      title: "This is not the id of an ExpressRoute circuit",
      why: "circuit= takes the resource id as Azure shows it: /subscriptions/…/resourceGroups/…/providers/Microsoft.Network/expressRouteCircuits/NAME.",
    };
  }
  if (circuit["subscription"]?.toLowerCase() !== azure.subscriptionId.toLowerCase()) {
    return elsewhere("The circuit", "in another Azure subscription", name);
  }
  if (virtualCircuitId === undefined) return undefined;
  const virtualCircuit = virtualCircuitShape.exec(virtualCircuitId)?.groups;
  if (virtualCircuit === undefined) {
    return {
      title: "This is not the OCID of a virtual circuit",
      why: "virtualcircuit= takes the OCID as OCI shows it: ocid1.virtualcircuit.oc1.…",
    };
  }
  const region = virtualCircuit["region"] ?? "";
  // Some regions stand in OCIDs under a short key; what those hold, reading tells.
  return region.includes("-") && region !== oci.region
    ? elsewhere("The virtual circuit", `in the OCI region ${region}`, name)
    : undefined;
}

function elsewhere(what: string, where: string, environment: string): Unfit {
  return {
    title: `${what} lies ${where}`,
    why: `The environment ${environment} has other accounts. Name the environment that has these, or ask the operator of this bot for one.`,
  };
}

const ended = new Set(["FAILED", "INACTIVE"]);

/** What both clouds show of it together that no adoption can have. */
export function unfitLink(
  { virtualCircuit, connections }: LinkEnds,
  { oci }: NetworkFacts,
  { name }: Environment,
): Unfit | undefined {
  const listed = valueOr(oci.virtualCircuits, []);
  if (virtualCircuit !== undefined && !listed.some(({ id }) => sameId(id, virtualCircuit.id))) {
    return elsewhere("The virtual circuit", "in another OCI compartment", name);
  }
  if (connections.length <= 1) return undefined;
  return {
    title: `The circuit has ${connections.length} gateway connections`,
    why: "Only a link between one VNet and one VCN can be adopted.",
  };
}

/** Ends that are not there although somebody named them, have failed, or are not two ends of one link. */
export function unfitEnds(
  { circuit, virtualCircuit }: LinkEnds,
  { virtualCircuitId }: EndIds,
  { oci }: Environment,
): Unfit | undefined {
  if (circuit === undefined) {
    return {
      title: "There is no such circuit in Azure",
      why: "Copy its resource id from the circuit's page in Azure.",
    };
  }
  if (virtualCircuit === undefined && virtualCircuitId !== undefined) {
    return {
      title: "There is no such virtual circuit in OCI",
      why: `Nothing in ${oci.region} has this OCID, or it was deleted. Copy it from the virtual circuit's page in OCI.`,
    };
  }
  if (circuit.provisioningState === "Failed" || circuit.provisioningState === "Canceled") {
    return {
      title: "The circuit has failed in Azure",
      why: `Azure says ${circuit.provisioningState}. Mend it there first: a broken link cannot be adopted.`,
    };
  }
  if (virtualCircuit === undefined) return undefined;
  if (ended.has(virtualCircuit.lifecycleState)) {
    return {
      title: "The virtual circuit has failed in OCI",
      why: `OCI says ${virtualCircuit.lifecycleState}. Mend it there first: a broken link cannot be adopted.`,
    };
  }
  return belongTogether({ circuit, virtualCircuit })
    ? undefined
    : {
        title: "These two are not the ends of one link",
        why: "The virtual circuit was made with another circuit's service key, or its BGP addresses are not those of the circuit's peering.",
      };
}

type BothEnds = { readonly [K in "circuit" | "virtualCircuit"]: NonNullable<LinkEnds[K]> };

function belongTogether({ circuit, virtualCircuit }: BothEnds): boolean {
  const keys = [circuit.serviceKeyFingerprint, virtualCircuit.serviceKeyFingerprint];
  if (!keys.includes(undefined) && keys[0] !== keys[1]) return false;
  if (circuit.peering === undefined) return !keys.includes(undefined);
  const { primaryPrefix, secondaryPrefix } = circuit.peering;
  const addresses = virtualCircuit.mappings.map(({ oracleBgpPeeringIp }) => oracleBgpPeeringIp?.split("/")[0]);
  return [primaryPrefix, secondaryPrefix].every((prefix, at) => {
    const cidr = cidrOf(prefix ?? "");
    return cidr !== undefined && toPeeringSubnet(cidr).oracleIp === addresses[at];
  });
}

const givenUp = new Set(["Failed", "Canceled"]);

/** Why what is there of a link cannot be taken over and finished; undefined when it can. */
export function unfitToOwn(ends: LinkEnds, facts: NetworkFacts): Unfit | undefined {
  return bearingMarks(ends) ?? unfinishable(ends, facts);
}

/** Whose it is may be wrong in its tags, and only its owner knows. */
function bearingMarks({ circuit, virtualCircuit, connections }: LinkEnds): Unfit | undefined {
  const marked = [circuit, virtualCircuit, ...connections].find((end) => end && markIn(end.tags) !== undefined);
  if (marked === undefined) return undefined;
  return {
    title: "Its tags say that it belongs to an interconnect",
    why: `The tags of ${lastSegment(marked.id)} name one that this bot does not know. Find out whose it is; where nobody's, take its interconnect- tags off.`,
  };
}

function unfinishable(ends: LinkEnds, facts: NetworkFacts): Unfit | undefined {
  return (
    (ends.virtualCircuit === undefined ? withoutOracle(ends) : undefined) ??
    brokenConnection(ends) ??
    outOfSight(ends, facts)
  );
}

/** Without a virtual circuit that is known, there must be none at all: a second one is never made. */
function withoutOracle({ circuit, connections: [connection] }: LinkEnds): Unfit | undefined {
  const provider = circuit?.serviceProviderProvisioningState;
  if (provider !== "NotProvisioned" || circuit?.peering !== undefined) {
    return {
      title: "Oracle has a virtual circuit on this circuit already",
      why: `Azure shows the provider as ${provider}, and no virtual circuit of this compartment has the circuit's key. Name it with virtualcircuit=, or wait until it is gone: a second one is never made.`,
    };
  }
  if (connection === undefined) return undefined;
  return {
    title: `The connection ${connection.name} stands on a circuit without a virtual circuit`,
    why: "A virtual circuit that is made under a connection cannot be removed again in order. Remove the connection; the bot makes it anew.",
  };
}

function brokenConnection({ connections: [connection] }: LinkEnds): Unfit | undefined {
  if (connection === undefined || !givenUp.has(connection.provisioningState)) return undefined;
  return {
    title: `The connection ${connection.name} has failed in Azure`,
    why: `Azure says ${connection.provisioningState}. Mend it there, or remove it: then the bot makes it anew.`,
  };
}

function outOfSight(ends: LinkEnds, facts: NetworkFacts): Unfit | undefined {
  const { connection, gateway, vnet, virtualCircuit, drg } = partsOf(ends, facts);
  if (connection !== undefined && (gateway === undefined || vnet === undefined)) {
    return outside(`The gateway of the connection ${connection.name}`, "subscription");
  }
  return virtualCircuit !== undefined && drg === undefined
    ? outside(`The DRG of the virtual circuit ${virtualCircuit.name}`, "compartment")
    : undefined;
}

const outside = (what: string, where: string): Unfit => ({
  title: `${what} lies in another ${where}`,
  why: `The bot owns only links that lie whole in the accounts of one environment. Without own=yes it shows what is there.`,
});

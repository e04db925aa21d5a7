import type { EndIds, LinkEnds } from "../../domain/adoption.ts";
import { cidrOf } from "../../domain/cidr.ts";
import type { Environment } from "../../domain/environment.ts";
import { toPeeringSubnet } from "../slash30s.ts";

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

export function elsewhere(what: string, where: string, environment: string): Unfit {
  return {
    title: `${what} lies ${where}`,
    why: `The environment ${environment} has other accounts. Name the environment that has these, or ask the operator of this bot for one.`,
  };
}

const ended = new Set(["FAILED", "INACTIVE"]);

/** Ends that are not there, have failed, or are not two ends of one link. */
export function unfitEnds({ circuit, virtualCircuit }: LinkEnds, { oci }: Environment): Unfit | undefined {
  if (circuit === undefined) {
    return {
      title: "There is no such circuit in Azure",
      why: "Copy its resource id from the circuit's page in Azure.",
    };
  }
  if (virtualCircuit === undefined) {
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

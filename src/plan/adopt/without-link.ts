import type { LinkEnds } from "../../domain/adoption.ts";
import type { Reading } from "../../domain/link-facts.ts";
import type { NetworkFacts } from "../../domain/network-facts.ts";
import { sameId } from "../readings.ts";

/**
 * The networks as they would be without a link that was made elsewhere: so the checks of a plan judge what it takes over
 * like what it would make, and do not find the link in its own way.
 */
export function withoutLink({ azure, oci, ...facts }: NetworkFacts, ends: LinkEnds): NetworkFacts {
  const { circuit, virtualCircuit, connections } = ends;
  const isOwn = ({ id }: { readonly id: string }): boolean =>
    [circuit, virtualCircuit, ...connections].some((own) => sameId(own?.id, id));
  return {
    ...facts,
    azure: {
      ...azure,
      circuits: without(azure.circuits, isOwn),
      connections: without(azure.connections, isOwn),
    },
    oci: {
      ...oci,
      virtualCircuits: without(oci.virtualCircuits, isOwn),
      drgUses: mapped(oci.drgUses, (use) => ({
        ...use,
        attachments: use.attachments.filter(({ networkId }) => !sameId(networkId, virtualCircuit?.id)),
      })),
    },
  };
}

function mapped<T>(reading: Reading<readonly T[]>, change: (one: T) => T): Reading<readonly T[]> {
  return reading.known ? { ...reading, value: reading.value.map(change) } : reading;
}

function without<T>(reading: Reading<readonly T[]>, drop: (one: T) => boolean): Reading<readonly T[]> {
  return reading.known ? { ...reading, value: reading.value.filter((one) => !drop(one)) } : reading;
}

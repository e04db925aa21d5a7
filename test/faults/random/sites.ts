import { Elsewhere } from "../../support/elsewhere.ts";
import { createLine } from "../../support/players.ts";
import type { Scene } from "../../support/scene.ts";
import type { Wish } from "./cast.ts";

/**
 * `new`: made by the run. `brought`: there before. `ready`: there before, with room for a gateway in a subnet of its own.
 * `circuit`: brought, with a circuit that somebody made and nobody used. `circuits`: brought, with a circuit, a DRG and
 * the virtual circuit that somebody made between them.
 */
export type Networks = "new" | "brought" | "ready" | "circuit" | "circuits";

/** Where one run builds. */
export interface Site extends Wish {
  /** What it makes, as `cloud type`. */
  readonly made: readonly string[];
  /** Ids of the networks that were brought for it. */
  readonly brought: readonly string[];
  /** Ids of what somebody else had made of the link before. */
  readonly taken?: readonly string[];
}

const both = [
  "azure Microsoft.Network/connections",
  "azure Microsoft.Network/expressRouteCircuits",
  "azure Microsoft.Network/publicIPAddresses",
  "azure Microsoft.Network/virtualNetworkGateways",
  "azure Microsoft.Resources/resourceGroups",
  "oci drg",
  "oci drgattachment",
  "oci virtualcircuit",
];
const everythingNew = [...both, "azure Microsoft.Network/virtualNetworks", "oci subnet", "oci vcn"];
const intoBrought = [...both, "azure Microsoft.Network/virtualNetworks/subnets"];
const without = (kinds: readonly string[], ...others: readonly string[]): readonly string[] =>
  kinds.filter((kind) => !others.includes(kind));
const besideCircuit = without(intoBrought, "azure Microsoft.Resources/resourceGroups");
const besideCircuits = without(besideCircuit, "oci drg");

interface ToBring {
  readonly vnet: string;
  readonly vcn: string;
  readonly isReady: boolean;
}

/** Gives each run of a world address ranges, and networks where it brings them, that no other one uses. */
export class Sites {
  private readonly scene: Scene;
  private number = 0;
  private elsewhere: Promise<Elsewhere> | undefined;

  constructor(scene: Scene) {
    this.scene = scene;
    scene.world.oci.seed({ limits: { "drg-count": 100, "virtual-circuit-count": 100, "vcn-count": 100 } });
  }

  async close(): Promise<void> {
    (await this.elsewhere)?.close();
  }

  async next(networks: Networks): Promise<Site> {
    this.number += 1;
    const name = `run-${this.number}`;
    const vnet = `10.${64 + this.number}.0.0/16`;
    const vcn = `10.${160 + this.number}.0.0/20`;
    if (networks === "new") {
      const line = createLine(name, 0, { vnet: `new:${vnet}`, vcn: `new:${vcn}` });
      return { name, line, made: everythingNew, brought: [] };
    }
    if (networks === "circuit" || networks === "circuits") return this.begun(name, networks, { vnet, vcn });
    const isReady = networks === "ready";
    return {
      name,
      line: createLine(name, 0, { vnet: `vnet-${name}`, vcn: `vcn-${name}` }),
      made: isReady ? both : intoBrought,
      brought: this.bring(name, { vnet, vcn, isReady }),
    };
  }

  /** What somebody else has begun between networks that were brought, which Sam asks to have owned and finished. */
  private async begun(
    name: string,
    networks: "circuit" | "circuits",
    ranges: Pick<ToBring, "vnet" | "vcn">,
  ): Promise<Site> {
    const brought = this.bring(name, { ...ranges, isReady: false });
    this.elsewhere ??= Elsewhere.open(this.scene.world);
    const elsewhere = await this.elsewhere;
    const { groupId, circuitId, drgId, virtualCircuitId } =
      networks === "circuit" ? await elsewhere.circuit(name) : await elsewhere.bothCircuits(name, this.number);
    return {
      name,
      asker: "sam",
      line: `adopt env=prod name=${name} circuit=${circuitId} own=yes vnet=vnet-${name} vcn=vcn-${name}`,
      made: networks === "circuit" ? besideCircuit : besideCircuits,
      brought: [...brought, groupId, ...(drgId === undefined ? [] : [drgId])],
      taken: [circuitId, ...(virtualCircuitId === undefined ? [] : [virtualCircuitId])],
    };
  }

  /** A VNet with room for a gateway, or with its subnet too, and a VCN without a DRG. */
  private bring(name: string, { vnet, vcn, isReady }: ToBring): readonly string[] {
    const { azure, oci } = this.scene.world;
    const id = `/subscriptions/${azure.account.subscriptionId}/resourceGroups/rg-network/providers/Microsoft.Network/virtualNetworks/vnet-${name}`;
    const workload = { name: "workload", properties: { addressPrefix: vnet.replace("/16", "/24") } };
    const gateway = { name: "GatewaySubnet", properties: { addressPrefix: vnet.replace("0.0/16", "255.0/27") } };
    const subnets = isReady ? [workload, gateway] : [workload];
    azure.seed({
      id,
      body: { location: "uksouth", properties: { addressSpace: { addressPrefixes: [vnet] }, subnets } },
    });
    const apps = [{ name: `app-${name}`, cidrBlock: vcn.replace("/20", "/24") }];
    const ids = oci.seed({ vcns: [{ name: `vcn-${name}`, cidrBlocks: [vcn], subnets: apps }] });
    const vcnId = ids[`vcn-${name}`] ?? "";
    const tables = oci.cloud.routeTables.all().flatMap((one) => (one.vcnId === vcnId ? [one.id] : []));
    return [id, vcnId, ...tables];
  }
}

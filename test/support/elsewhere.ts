import { withLeave } from "../../src/clouds/transport.ts";
import type { Clouds } from "../../src/steps/clouds.ts";
import type { World } from "../simulators/world.ts";
import { cloudsOf } from "./clouds-of.ts";
import { eventually } from "./eventually.ts";

/** Part of a link, by the ids of what there is of it. */
export interface Begun {
  readonly groupId: string;
  readonly circuitId: string;
  readonly drgId?: string;
  readonly virtualCircuitId?: string;
}

const tags = { costcentre: "4711" };

/** Somebody who begins links by hand, with direct calls to both clouds and tags of their own. */
export class Elsewhere {
  private readonly world: World;
  private readonly clouds: Clouds;
  private calls = 0;

  private constructor(world: World, clouds: Clouds) {
    this.world = world;
    this.clouds = clouds;
  }

  static async open(world: World): Promise<Elsewhere> {
    return new Elsewhere(world, await cloudsOf(world));
  }

  close(): void {
    this.clouds.oci.close();
  }

  /** Makes a circuit of 1 Gbps that nobody has used, in a group of its own. */
  async circuit(name: string): Promise<Begun> {
    const { azure } = this.clouds;
    const groupId = `/subscriptions/${azure.subscriptionId}/resourceGroups/rg-${name}`;
    const circuitId = `${groupId}/providers/Microsoft.Network/expressRouteCircuits/er-${name}`;
    const location = "uksouth";
    await this.does(() => azure.createResourceGroup({ id: groupId, location, tags }));
    const sold = { peeringLocation: "London", bandwidthMbps: 1000, tier: "Standard", family: "MeteredData" } as const;
    await this.does(() => azure.createCircuit({ id: circuitId, location, ...sold, tags }));
    await eventually(async () => {
      const circuit = await azure.readCircuit(circuitId);
      return circuit?.provisioningState === "Succeeded" && circuit.circuitProvisioningState === "Enabled";
    });
    return { groupId, circuitId };
  }

  /** Makes such a circuit, and the virtual circuit on it with a DRG, up to both sessions. @param number of its /30s */
  async bothCircuits(name: string, number: number): Promise<Begun> {
    const { azure, oci } = this.clouds;
    const begun = await this.circuit(name);
    const drg = await oci.drgs.create({ name: `drg-${name}`, tags }, this.leave());
    await eventually(async () => (await oci.drgs.find(drg.id))?.lifecycleState === "AVAILABLE");
    const wanted = {
      name: `vc-${name}`,
      tags,
      drgId: drg.id,
      bandwidthMbps: 1000,
      providerServiceId: (await oci.findAzureProviderServiceId()) ?? "",
      mappings: [0, 4].map((first) => ({
        oracleIp: `172.31.${number}.${first + 1}/30`,
        customerIp: `172.31.${number}.${first + 2}/30`,
      })),
    };
    const { id } = await azure.withServiceKey(begun.circuitId, (serviceKey) =>
      oci.virtualCircuits.create({ ...wanted, serviceKey }, this.leave()),
    );
    await eventually(async () => (await azure.readCircuit(begun.circuitId))?.peering !== undefined);
    await eventually(() => this.isUp(id));
    return { ...begun, drgId: drg.id, virtualCircuitId: id };
  }

  private isUp(virtualCircuitId: string): boolean {
    const { states } = this.world.sim.ledger.snapshot();
    return ["session primary", "session secondary"].every(
      (session) => states.findLast(({ about, what }) => about === virtualCircuitId && what === session)?.value === "UP",
    );
  }

  private does<T>(call: () => Promise<T>): Promise<T> {
    return withLeave(this.leave(), call);
  }

  /** Nothing holds their hand back. */
  private leave() {
    this.calls += 1;
    return { check: () => undefined, retryToken: `elsewhere-${this.calls}` };
  }
}

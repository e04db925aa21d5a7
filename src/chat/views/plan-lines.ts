import type { AzurePlan, OciPlan, Plan } from "../../domain/plan.ts";

/** One thing a plan makes or takes as it is, in words. */
export interface PlanLine {
  readonly side: "azure" | "oci";
  readonly create: boolean;
  /** True for what was made elsewhere and becomes the bot's. */
  readonly takes?: boolean;
  readonly what: string;
  readonly name: string;
  readonly detail: string;
}

/** Everything a plan makes or uses, in the order in which people think of it. */
export function planLines(plan: Plan): readonly PlanLine[] {
  return [...azureLines(plan.azure, plan), ...ociLines(plan.oci, plan)];
}

function azureLines(azure: AzurePlan, plan: Plan): readonly PlanLine[] {
  const { resourceGroup, circuit, vnet, gatewaySubnet, publicIp, gateway, connection } = azure;
  const { takes } = plan;
  const fastPath = connection.fastPath ? "FastPath" : "";
  const lines: readonly Omit<PlanLine, "side">[] = [
    { create: resourceGroup.create, what: "Resource group", name: resourceGroup.name, detail: azure.location },
    { ...made(!takes), what: "Circuit", name: circuit.name, detail: `${circuit.tier}, ${billingWords(plan)}` },
    { create: vnet.create, what: "VNet", name: vnet.name, detail: vnet.addressPrefixes.join(", ") },
    { create: gatewaySubnet.create, what: "Subnet", name: "GatewaySubnet", detail: gatewaySubnet.prefix },
    ...(publicIp ? [{ create: true, what: "Public IP", name: publicIp.name, detail: "for the gateway" }] : []),
    { create: gateway.create, what: "Gateway", name: gateway.name, detail: gateway.sku },
    { ...made(!takes?.connection), what: "Connection", name: connection.name, detail: fastPath },
  ];
  return lines.map((line) => ({ side: "azure", ...line }));
}

function ociLines(
  { vcn, subnet, drg, attachment, virtualCircuit, routeTables }: OciPlan,
  plan: Plan,
): readonly PlanLine[] {
  const towards = plan.reach.azureShowsOci.join(", ");
  const lines: readonly Omit<PlanLine, "side">[] = [
    { create: vcn.create, what: "VCN", name: vcn.name, detail: vcn.cidrs.join(", ") },
    ...(subnet ? [{ create: true, what: "Subnet", name: subnet.name, detail: subnet.cidr }] : []),
    { create: drg.create, what: "DRG", name: drg.name, detail: "" },
    { create: attachment.create, what: "DRG attachment", name: attachment.name, detail: "" },
    {
      ...made(plan.takes?.virtualCircuitId === undefined),
      what: "Virtual circuit",
      name: virtualCircuit.name,
      detail: plan.peeringLocation,
    },
    ...routeTables.map(({ name }) => ({ create: true, what: "Routes in", name, detail: `to ${towards}` })),
  ];
  return lines.map((line) => ({ side: "oci", ...line }));
}

const made = (create: boolean) => ({ create, ...(!create && { takes: true }) });

/** "metered" or "unlimited data". */
export function billingWords({ azure }: Pick<Plan, "azure">): string {
  return azure.circuit.family === "MeteredData" ? "metered" : "unlimited data";
}

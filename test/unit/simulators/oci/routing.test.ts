import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { type OciWorld, startOciWorld } from "./oci-world.ts";
import { aLivingCircuit, refusalOf } from "./requests.ts";

let world: OciWorld;

beforeEach(async () => {
  world = await startOciWorld();
});

afterEach(async () => {
  await world.close();
});

const seedVcn = () =>
  world.oci.seed({
    vcns: [
      {
        name: "app",
        cidrBlocks: ["10.20.0.0/16"],
        subnets: [
          { name: "db", cidrBlock: "10.20.1.0/24" },
          { name: "web", cidrBlock: "10.20.2.0/24" },
        ],
        routeTables: ["private"],
      },
    ],
  });

const attach = async (drgId: string, id: string, vcnRouteType?: string): Promise<string> => {
  const networkDetails = { type: "VCN", id, ...(vcnRouteType !== undefined && { vcnRouteType }) };
  const { drgAttachment } = await world.network.createDrgAttachment({
    createDrgAttachmentDetails: { drgId, networkDetails },
  });
  return drgAttachment.id;
};

const learntByAzure = (serviceKey: string) => world.fabric.azureView(serviceKey)?.learntPrefixes.toSorted();

describe("the routes of a DRG", () => {
  test("reach Azure as the VCN's subnets once the attachment is ATTACHED, and leave with it", async () => {
    const { gatewayId, serviceKey } = await aLivingCircuit(world);
    const drgAttachmentId = await attach(gatewayId, seedVcn()["app"] ?? "");
    expect(learntByAzure(serviceKey)).toEqual([]);
    world.pass(2);
    expect(learntByAzure(serviceKey)).toEqual(["10.20.1.0/24", "10.20.2.0/24"]);
    await world.network.deleteDrgAttachment({ drgAttachmentId });
    world.pass(2);
    expect(learntByAzure(serviceKey)).toEqual([]);
  });

  test("reach Azure as the whole VCN where its attachment says VCN_CIDRS", async () => {
    const { gatewayId, serviceKey } = await aLivingCircuit(world);
    await attach(gatewayId, seedVcn()["app"] ?? "", "VCN_CIDRS");
    world.pass(2);
    expect(learntByAzure(serviceKey)).toEqual(["10.20.0.0/16"]);
  });

  test("show in the VCN's table what Azure announces, and in the circuit's table the VCN alone", async () => {
    const { gatewayId, serviceKey } = await aLivingCircuit(world);
    await attach(gatewayId, seedVcn()["app"] ?? "");
    world.fabric.azureConnectionsChanged(serviceKey, {
      connections: 1,
      advertisedPrefixes: ["10.1.0.0/16"],
      gatewayAddresses: ["10.1.255.4"],
    });
    world.pass(2);
    const { defaultDrgRouteTables } = (await world.network.getDrg({ drgId: gatewayId })).drg;
    const rulesOf = async (drgRouteTableId = "") => {
      const { items } = await world.network.listDrgRouteRules({ drgRouteTableId });
      return items.map(({ destination, routeProvenance }) => `${routeProvenance} ${destination}`).toSorted();
    };
    const fromVcn = ["VCN 10.20.1.0/24", "VCN 10.20.2.0/24"];
    expect(await rulesOf(defaultDrgRouteTables?.vcn)).toEqual([...fromVcn, "VIRTUAL_CIRCUIT 10.1.0.0/16"]);
    expect(await rulesOf(defaultDrgRouteTables?.virtualCircuit)).toEqual(fromVcn);
  });

  test("stop at an import distribution without statements", async () => {
    const { gatewayId: drgId, serviceKey } = await aLivingCircuit(world);
    await attach(drgId, seedVcn()["app"] ?? "");
    world.pass(2);
    const { drg } = await world.network.getDrg({ drgId });
    const drgRouteTableId = drg.defaultDrgRouteTables?.virtualCircuit ?? "";
    const { drgRouteTable } = await world.network.getDrgRouteTable({ drgRouteTableId });
    const drgRouteDistributionId = drgRouteTable.importDrgRouteDistributionId ?? "";
    const { items } = await world.network.listDrgRouteDistributionStatements({ drgRouteDistributionId });
    expect(items).toMatchObject([{ action: "ACCEPT", matchCriteria: [{ attachmentType: "VCN" }] }]);
    await world.network.removeDrgRouteDistributionStatements({
      drgRouteDistributionId,
      removeDrgRouteDistributionStatementsDetails: { statementIds: items.map(({ id }) => id) },
    });
    world.pass(1);
    expect(learntByAzure(serviceKey)).toEqual([]);
  });

  test("are missing from a legacy DRG, which has no tables", async () => {
    const drgId = world.oci.seed({ drgs: [{ name: "old", legacy: true }] })["old"] ?? "";
    const { drg } = await world.network.getDrg({ drgId });
    expect(drg.defaultDrgRouteTables).toBeUndefined();
    const { upgradeStatus } = await world.network.getUpgradeStatus({ drgId });
    expect(upgradeStatus.status).toBe("NOT_UPGRADED");
  });
});

describe("a VCN", () => {
  test("has one DRG at most", async () => {
    const ids = world.oci.seed({
      vcns: [{ name: "app", cidrBlocks: ["10.20.0.0/16"] }],
      drgs: [{ name: "hub", attachedVcns: ["app"] }, { name: "other" }],
    });
    expect(await refusalOf(attach(ids["other"] ?? "", ids["app"] ?? ""))).toBe("409 Conflict");
  });

  test("takes rules to a DRG only once that is ATTACHED to it", async () => {
    const { gatewayId } = await aLivingCircuit(world);
    const ids = seedVcn();
    const rtId = ids["private"] ?? "";
    const write = () =>
      refusalOf(
        world.network.updateRouteTable({
          rtId,
          updateRouteTableDetails: {
            routeRules: [{ destination: "10.1.0.0/16", networkEntityId: gatewayId, description: "interconnect:x" }],
          },
        }),
      );
    expect(await write()).toBe("400 InvalidParameter");
    await attach(gatewayId, ids["app"] ?? "");
    expect(await write()).toBe("400 InvalidParameter");
    world.pass(2);
    expect(await write()).toBe("not refused");
    expect((await world.network.getRouteTable({ rtId })).routeTable.lifecycleState).toBe("PROVISIONING");
    world.pass(1);
    expect((await world.network.getRouteTable({ rtId })).routeTable).toMatchObject({
      lifecycleState: "AVAILABLE",
      routeRules: [{ destination: "10.1.0.0/16", destinationType: "CIDR_BLOCK", description: "interconnect:x" }],
    });
  });

  test("refuses two rules for one destination, and one written in both old and new words", async () => {
    const ids = seedVcn();
    const networkEntityId = "ocid1.internetgateway.oc1.uk-london-1.x";
    const write = (routeRules: { destination: string; cidrBlock?: string; networkEntityId: string }[]) =>
      refusalOf(
        world.network.updateRouteTable({ rtId: ids["private"] ?? "", updateRouteTableDetails: { routeRules } }),
      );
    const rule = { destination: "0.0.0.0/0", networkEntityId };
    expect(await write([rule, rule])).toBe("400 InvalidParameter");
    expect(await write([{ ...rule, cidrBlock: "0.0.0.0/0" }])).toBe("400 InvalidParameter");
    expect(await write([rule])).toBe("not refused");
  });

  test("comes with a default list that admits SSH from anywhere and no echo request", async () => {
    const vcnId = seedVcn()["app"] ?? "";
    const { vcn } = await world.network.getVcn({ vcnId });
    const { securityList } = await world.network.getSecurityList({ securityListId: vcn.defaultSecurityListId ?? "" });
    expect(securityList.ingressSecurityRules).toMatchObject([
      { protocol: "6", source: "0.0.0.0/0", tcpOptions: { destinationPortRange: { min: 22, max: 22 } } },
      { protocol: "1", icmpOptions: { type: 3, code: 4 } },
    ]);
  });
});

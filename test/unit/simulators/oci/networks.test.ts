import { stat } from "node:fs/promises";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { models } from "oci-core";
import { toOcid } from "../../../simulators/oci/ocid.ts";
import { type OciWorld, startOciWorld } from "./oci-world.ts";
import { refusalOf } from "./requests.ts";

let world: OciWorld;

beforeEach(async () => {
  world = await startOciWorld();
});

afterEach(async () => {
  await world.close();
});

const seedApp = () =>
  world.oci.seed({
    vcns: [
      {
        name: "app",
        cidrBlocks: ["10.20.0.0/16"],
        routeTables: [
          {
            name: "public",
            routeRules: [{ destination: "0.0.0.0/0", networkEntityId: "ocid1.internetgateway.oc1.uk-london-1.x" }],
          },
        ],
        subnets: [{ name: "web", cidrBlock: "10.20.1.0/24", routeTable: "public" }],
      },
    ],
  });

describe("subnets", () => {
  test("come with the VCN's defaults and the route table they name", async () => {
    const ids = seedApp();
    const vcnId = ids["app"] ?? "";
    const { vcn } = await world.network.getVcn({ vcnId });
    const { subnet } = await world.network.createSubnet({
      createSubnetDetails: { compartmentId: world.compartmentId, vcnId, cidrBlock: "10.20.2.0/24", displayName: "db" },
    });
    expect(subnet).toMatchObject({
      lifecycleState: "PROVISIONING",
      routeTableId: vcn.defaultRouteTableId,
      securityListIds: [vcn.defaultSecurityListId],
      virtualRouterIp: "10.20.2.1",
    });
    world.pass(1);
    const { items } = await world.network.listSubnets({ compartmentId: world.compartmentId, vcnId });
    expect(items.map(({ displayName, lifecycleState }) => `${displayName} ${lifecycleState}`).toSorted()).toEqual([
      "db AVAILABLE",
      "web AVAILABLE",
    ]);
    expect(items.find(({ displayName }) => displayName === "web")?.routeTableId).toBe(ids["public"]);
  });

  test.each([
    { name: "outside the VCN", cidrBlock: "10.21.0.0/24" },
    { name: "over another subnet", cidrBlock: "10.20.1.128/25" },
    { name: "with host bits", cidrBlock: "10.20.3.1/24" },
    { name: "smaller than a /30", cidrBlock: "10.20.3.0/31" },
  ])("are refused $name", async ({ cidrBlock }) => {
    const vcnId = seedApp()["app"] ?? "";
    const createSubnetDetails = { compartmentId: world.compartmentId, vcnId, cidrBlock };
    expect(await refusalOf(world.network.createSubnet({ createSubnetDetails }))).toBe("400 InvalidParameter");
  });

  test("cannot use a route table of another VCN", async () => {
    const { app = "" } = seedApp();
    const other = world.oci.seed({ vcns: [{ name: "other", cidrBlocks: ["10.30.0.0/16"] }] })["other"] ?? "";
    const { vcn } = await world.network.getVcn({ vcnId: other });
    const createSubnetDetails: models.CreateSubnetDetails = {
      compartmentId: world.compartmentId,
      vcnId: app,
      cidrBlock: "10.20.2.0/24",
      ...(vcn.defaultRouteTableId !== undefined && { routeTableId: vcn.defaultRouteTableId }),
    };
    expect(await refusalOf(world.network.createSubnet({ createSubnetDetails }))).toBe(
      "400 RelatedResourceNotAuthorizedOrNotFound",
    );
  });
});

describe("security rules", () => {
  test("of a list are replaced per direction, as a whole", async () => {
    const { vcn } = await world.network.getVcn({ vcnId: seedApp()["app"] ?? "" });
    const securityListId = vcn.defaultSecurityListId ?? "";
    const before = (await world.network.getSecurityList({ securityListId })).securityList;
    const rule = { protocol: "all", source: "10.1.0.0/16", isStateless: false };
    const { securityList } = await world.network.updateSecurityList({
      securityListId,
      updateSecurityListDetails: { ingressSecurityRules: [rule] },
    });
    expect(securityList.ingressSecurityRules).toEqual([rule]);
    expect(securityList.egressSecurityRules).toEqual(before.egressSecurityRules);
  });

  test("of a network security group are added and removed one by one", async () => {
    const { networkSecurityGroup } = await world.network.createNetworkSecurityGroup({
      createNetworkSecurityGroupDetails: { compartmentId: world.compartmentId, vcnId: seedApp()["app"] ?? "" },
    });
    const networkSecurityGroupId = networkSecurityGroup.id;
    const rule = (source: string) => ({
      direction: models.AddSecurityRuleDetails.Direction.Ingress,
      protocol: "6",
      source,
      sourceType: models.AddSecurityRuleDetails.SourceType.CidrBlock,
    });
    const add = (source: string) =>
      world.network.addNetworkSecurityGroupSecurityRules({
        networkSecurityGroupId,
        addNetworkSecurityGroupSecurityRulesDetails: { securityRules: [rule(source)] },
      });
    const { addedNetworkSecurityGroupSecurityRules: added } = await add("10.1.0.0/16");
    await add("10.2.0.0/16");
    await world.network.removeNetworkSecurityGroupSecurityRules({
      networkSecurityGroupId,
      removeNetworkSecurityGroupSecurityRulesDetails: {
        securityRuleIds: (added.securityRules ?? []).map(({ id }) => id ?? ""),
      },
    });
    const { items } = await world.network.listNetworkSecurityGroupSecurityRules({ networkSecurityGroupId });
    expect(items).toMatchObject([{ ...rule("10.2.0.0/16"), isValid: true }]);
  });
});

describe("a route table", () => {
  test("takes no more rules than the service limit", async () => {
    world.oci.seed({ limits: { "route-rules-per-table": 1 } });
    const networkEntityId = "ocid1.natgateway.oc1.uk-london-1.x";
    const routeRules = ["10.1.0.0/16", "10.2.0.0/16"].map((destination) => ({ destination, networkEntityId }));
    const rtId = seedApp()["public"] ?? "";
    const write = world.network.updateRouteTable({ rtId, updateRouteTableDetails: { routeRules } });
    expect(await refusalOf(write)).toBe("400 LimitExceeded");
  });
});

describe("names and credentials", () => {
  test.each([
    { region: "us-ashburn-1", part: "iad" },
    { region: "us-phoenix-1", part: "phx" },
    { region: "uk-london-1", part: "uk-london-1" },
  ])("carry $part in the OCIDs of $region, and no region where the thing is global", ({ region, part }) => {
    expect(toOcid("drg", region, "x")).toMatch(new RegExp(`^ocid1\\.drg\\.oc1\\.${part}\\.[a-z2-7]{60}$`, "u"));
    expect(toOcid("tenancy", region, "x")).toMatch(/^ocid1\.tenancy\.oc1\.\.[a-z2-7]{60}$/u);
  });

  test("lie in files that only their owner reads", async () => {
    const files = [world.config.file, world.config.privateKeyFile];
    const modes = await Promise.all(files.map(async (file) => (await stat(file)).mode & 0o777));
    expect(modes).toEqual([0o600, 0o600]);
  });
});

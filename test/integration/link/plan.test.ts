import { jest } from "@jest/globals";
import type { InterconnectRequest } from "../../../src/domain/plan.ts";
import { aRequest } from "../../builders/request.ts";
import { startTestWorld, type TestWorld } from "./built-link.ts";

jest.setTimeout(60_000);

let world: TestWorld;

beforeAll(async () => {
  world = await startTestWorld();
});

afterAll(() => world.close());

const vnet = (name: string): Partial<InterconnectRequest> => ({ vnet: { use: name } });
const vcn = (name: string): Partial<InterconnectRequest> => ({ vcn: { use: name } });

test.each<{ name: string; changes: Partial<InterconnectRequest>; loud: readonly string[] }>([
  { name: "new networks", changes: {}, loud: [] },
  { name: "a VNet with room and a free VCN", changes: { ...vnet("vnet-app"), ...vcn("vcn-app") }, loud: [] },
  { name: "a VNet without room", changes: vnet("vnet-full"), loud: ["gateway-subnet-no-room"] },
  { name: "a VNet with a gateway", changes: vnet("vnet-edge"), loud: [] },
  {
    name: "a second gateway for it",
    changes: { ...vnet("vnet-edge"), gateway: { create: { sku: "ErGw1AZ" } } },
    loud: ["gateway-exists"],
  },
  { name: "a spoke", changes: vnet("vnet-spoke-sales"), loud: [] },
  { name: "FastPath at the hub", changes: { ...vnet("vnet-hub"), fastPath: true }, loud: ["fast-path-not-for-spokes"] },
  { name: "a VCN that overlaps", changes: { ...vnet("vnet-app"), ...vcn("vcn-clash") }, loud: ["networks-overlap"] },
  { name: "a VCN with a DRG", changes: vcn("vcn-joined"), loud: [] },
  {
    name: "a new DRG for it",
    changes: { ...vcn("vcn-joined"), drg: { create: true } },
    loud: ["vcn-has-drg"],
  },
  {
    name: "a legacy DRG",
    changes: { ...vcn("vcn-app"), drg: { use: "drg-legacy" } },
    loud: ["drg-legacy"],
  },
  { name: "a VNet that is not there", changes: vnet("vnet-nowhere"), loud: ["vnet-not-found"] },
  { name: "a VCN that is not there", changes: vcn("vcn-nowhere"), loud: ["vcn-not-found"] },
  {
    name: "a table that is not there",
    changes: { ...vcn("vcn-data"), routeTables: ["rt-none"] },
    loud: ["route-table-not-found"],
  },
])("$name: $loud", async ({ changes, loud }) => {
  const { findings, plan } = await world.plan(
    aRequest({
      vnet: { create: { addressPrefix: "10.91.0.0/16" } },
      vcn: { create: { cidr: "10.92.0.0/20" } },
      ...changes,
    }),
  );
  expect(findings.filter(({ severity }) => severity !== "note").map(({ code }) => code)).toEqual(loud);
  expect(plan === undefined).toBe(findings.some(({ severity }) => severity === "blocking"));
});

test("nothing is left unread", async () => {
  const { findings } = await world.plan(aRequest());
  expect(findings.filter(({ code }) => code.endsWith("-unreadable"))).toEqual([]);
});

import { removalChecks } from "../../../src/plan/removal/check-table.ts";
import { reviewRemoval } from "../../../src/plan/removal/review.ts";
import { at, known, unread } from "../../builders/network-facts.ts";
import { aPlan } from "../../builders/plan.ts";
import { inputOf, type RemovalCase } from "./removal-case.ts";
import { removalCases } from "./removal-cases.ts";

const nobody: RemovalCase = { check: "", name: "", findings: [] };
const review = (one: Partial<RemovalCase> = {}) => reviewRemoval(inputOf({ ...nobody, ...one }));

test.each(removalCases)("$check: $name", (one) => {
  const { findings, keeps } = reviewRemoval(inputOf(one));
  expect(findings.map(({ code, severity }) => `${code} ${severity}`)).toEqual(one.findings);
  expect(findings.flatMap(({ evidence }) => evidence).join("\n")).toContain(one.evidence ?? "");
  expect(keeps.map(({ step }) => step).toSorted()).toEqual(one.keeps ?? []);
});

test("every check has a case, under an id of its own", () => {
  const covered = new Set(removalCases.map(({ check }) => check).filter((check) => check !== ""));
  expect(removalChecks.map(({ id }) => id).toSorted()).toEqual([...covered].toSorted());
});

test("every finding names a cause, a remedy, an owner and what shows it, in plain sentences", () => {
  for (const finding of removalCases.flatMap((one) => reviewRemoval(inputOf(one)).findings)) {
    expect(finding).toMatchObject({
      code: expect.stringMatching(/^[a-z0-9]+(?:-[a-z0-9]+)*$/) as string,
      cause: expect.stringMatching(/^[A-Z].*\.$/) as string,
      remedy: expect.stringMatching(/^[A-Z].*\.$/) as string,
    });
    expect(finding.owner).not.toBe("");
    expect(finding.evidence.length).toBeGreaterThan(0);
  }
});

test("says what goes, in order, what stays since it was there, and which paths end", () => {
  const { removes, stays, breaks, traffic, readAt } = review();
  expect(removes.map(({ step }) => step)).toEqual([
    "azure.connection",
    "oci.route-rules/rt-app",
    "oci.virtual-circuit",
    "azure.gateway",
    "azure.public-ip",
    "azure.vnet",
    "oci.drg-attachment",
    "oci.drg",
    "azure.circuit",
    "azure.resource-group",
  ]);
  expect(removes[3]?.what).toBe("gateway erp-k3x9q2m7ab-gateway");
  expect(stays).toEqual([{ what: "VCN app-vcn", why: "it was there before" }]);
  expect(breaks.map(({ words }) => words)).toEqual([
    "Azure no longer reaches 10.20.0.0/20, 10.20.0.0/24 in OCI.",
    "OCI no longer reaches 10.1.0.0/16 in Azure.",
  ]);
  expect(traffic.lastDay).toEqual(known({ toAzureBps: 0, toOciBps: 0 }));
  expect(readAt).toBe(at);
});

test("what is kept is not removed, and says for whom", () => {
  const shared = removalCases.find(({ check }) => check === "shared-gateway");
  const { removes, stays } = review(shared);
  expect(removes.map(({ step }) => step)).toEqual([
    "azure.connection",
    "oci.route-rules/rt-app",
    "oci.virtual-circuit",
    "oci.drg-attachment",
    "oci.drg",
    "azure.circuit",
  ]);
  expect(stays).toEqual([
    { what: "VCN app-vcn", why: "it was there before" },
    { what: "gateway erp-k3x9q2m7ab-gateway", why: "used by connection other" },
    { what: "public IP address erp-k3x9q2m7ab-ip", why: "gateway erp-k3x9q2m7ab-gateway stays" },
    { what: "resource group ic-erp-k3x9q2m7ab", why: "public IP address erp-k3x9q2m7ab-ip stays" },
    { what: "VNet erp-k3x9q2m7ab-vnet", why: "gateway erp-k3x9q2m7ab-gateway stays" },
  ]);
});

test("what is gone is not removed again, and what could not be read may be there", () => {
  const gone = review({
    changes: {
      networks: {
        azure: { connections: [], gateways: [], vnets: [], resourceGroups: [] },
        oci: { drgs: [], vcnAttachments: [], virtualCircuits: [], routeTables: {} },
      },
      azure: { circuitUse: known(undefined), groupContents: known([]) },
    },
  });
  expect(gone.removes).toEqual([]);
  const away = unread("away");
  const unknown = review({
    changes: {
      networks: {
        azure: { connections: away, gateways: away, vnets: away, resourceGroups: away },
        oci: { drgs: away, vcnAttachments: away, virtualCircuits: away, routeTables: away },
      },
      azure: { circuitUse: away, groupContents: away },
    },
  });
  expect(unknown.removes).toEqual(review().removes);
});

test("a GatewaySubnet that somebody else made after the plan is not ours to remove", () => {
  const { azure } = aPlan();
  const plan = aPlan({ azure: { ...azure, vnet: { ...azure.vnet, create: false } } });
  const steps = (made: boolean) =>
    review({ plan, built: { "azure.gateway-subnet": { made } } }).removes.map(({ step }) => step);
  expect(steps(true)).toContain("azure.gateway-subnet");
  expect(steps(false)).not.toContain("azure.gateway-subnet");
});

test("a link that never carried traffic breaks nothing", () => {
  expect(review({ carried: false }).breaks).toEqual([]);
});

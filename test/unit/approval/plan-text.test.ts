import { planIn, planText } from "../../../src/approval/plan-text.ts";
import { Seal } from "../../../src/approval/seal.ts";
import { planTags, planTextIn } from "../../../src/domain/owner-tags.ts";
import { azureTags } from "../../../src/steps/azure-owned.ts";
import { tagsToWrite } from "../../../src/steps/oci-owned.ts";
import { aPlan } from "../../builders/plan.ts";

const seal = new Seal("a key of thirty-two characters or more");
const ocid = (kind: string, at: number) =>
  `ocid1.${kind}.oc1.uk-london-1.${Buffer.from(`${kind}${at * 7919}-${at ** 5}-abcdefgh`.padEnd(45, String(at * 31)))
    .toString("hex")
    .slice(0, 60)}`;

/** A plan with as many brought networks of OCI as one usually has. */
const brought = aPlan({
  oci: {
    ...aPlan().oci,
    tenancyId: ocid("tenancy", 1),
    compartmentId: ocid("compartment", 2),
    vcn: { create: false, name: "app-vcn", id: ocid("vcn", 3), cidrs: ["10.20.0.0/20"] },
    drg: { create: false, name: "hub", id: ocid("drg", 4) },
    routeTables: [
      { id: ocid("routetable", 5), name: "rt-app" },
      { id: ocid("routetable", 6), name: "rt-db" },
    ],
  },
});
const { requester, reason, cost, ...kept } = brought;

test("a plan survives a trip through tags, without people and prices", () => {
  const read = planIn(seal, planTextIn(planTags(planText(seal, brought), 30)));
  expect(read).toEqual(kept);
  expect(planText(seal, brought)).not.toContain(Buffer.from(requester).toString("base64url"));
  expect([reason, cost]).not.toContain(undefined);
});

test("the tags of what is made stay within the limits of both clouds", () => {
  const owner = { ...seal.owner(brought.uid, "prod"), plan: planText(seal, brought) };
  const [azure, oci] = [azureTags(owner), tagsToWrite(owner, "oci.virtual-circuit")];
  expect(planTextIn(azure)).toBe(owner.plan);
  expect(planTextIn(oci)).toBe(owner.plan);
  expect(Object.keys(oci).length).toBeLessThanOrEqual(10);
  for (const value of Object.values({ ...azure, ...oci })) expect(value).toMatch(/^[\w.-]{1,256}$/);
});

test("a plan too long for OCI's ten tags is left out there whole, and kept in Azure", () => {
  const owner = { ...seal.owner(brought.uid, "prod"), plan: "x".repeat(7 * 256) };
  expect(Object.keys(tagsToWrite(owner, "oci.drg"))).toHaveLength(4);
  expect(planTextIn(azureTags(owner))).toBe(owner.plan);
});

test("a plan that another key sealed, or that somebody changed, is none", () => {
  const text = planText(seal, brought);
  expect(planIn(new Seal("another key of thirty-two characters"), text)).toBeUndefined();
  expect(planIn(seal, `${text.slice(0, -1)}${text.endsWith("A") ? "B" : "A"}`)).toBeUndefined();
  expect(planIn(seal, text.slice(0, 300))).toBeUndefined();
  expect(planIn(seal, "")).toBeUndefined();
});

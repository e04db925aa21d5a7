import type { OciRouteRule } from "../../../src/clouds/oci/oci-resources.ts";
import { planRules, withoutOwn } from "../../../src/steps/route-rule-plan.ts";

const mark = "interconnect:uk7x2m9q4a";
const drgId = "ocid1.drg.oc1.uk-london-1.ours";
const elsewhere = "ocid1.internetgateway.oc1.uk-london-1.theirs";

const rule = (destination: string, networkEntityId: string, description?: string): OciRouteRule => ({
  destination,
  networkEntityId,
  description,
  asGiven: { destination, networkEntityId, description },
});
const own = (destination: string, target = drgId) => rule(destination, target, mark);
const plan = (rules: readonly OciRouteRule[], destinations = ["10.1.0.0/16"]) =>
  planRules(rules, { mark, drgId, destinations });
const added = (cidr: string) => ({ cidr, networkEntityId: drgId, description: mark });

test("adds what is missing and keeps every foreign rule, in order", () => {
  const foreign = [rule("0.0.0.0/0", elsewhere), rule("all-lhr-services", elsewhere, "services")];
  expect(plan(foreign)).toEqual({ keep: foreign, add: [added("10.1.0.0/16")], drop: [], inTheWay: [] });
});

test("has nothing to do when its rules are right", () => {
  const rules = [own("10.1.0.0/16"), rule("0.0.0.0/0", elsewhere)];
  expect(plan(rules)).toEqual({ keep: rules, add: [], drop: [], inTheWay: [] });
});

test.each(["10.1.0.0/16", "10.0.0.0/8", "0.0.0.0/0"])("is served by a foreign rule for %s to the same DRG", (cidr) => {
  expect(plan([rule(cidr, drgId)]).add).toEqual([]);
});

test("is not served by a narrower rule, nor by one to another target", () => {
  const rules = [rule("10.1.1.0/24", drgId), rule("10.0.0.0/8", elsewhere)];
  expect(plan(rules)).toEqual({ keep: rules, add: [added("10.1.0.0/16")], drop: [], inTheWay: [] });
});

test("finds the foreign rule that sends the very destination elsewhere", () => {
  const inTheWay = rule("10.1.0.0/16", elsewhere, "old site");
  expect(plan([inTheWay]).inTheWay).toEqual([inTheWay]);
});

test("drops own rules to another target and for what is not wanted any more", () => {
  const rules = [own("10.1.0.0/16", elsewhere), own("10.9.0.0/16")];
  expect(plan(rules)).toEqual({ keep: [], add: [added("10.1.0.0/16")], drop: rules, inTheWay: [] });
});

test("leaves another interconnect's rules alone", () => {
  const theirs = rule("10.8.0.0/16", drgId, "interconnect:another");
  expect(plan([theirs]).keep).toEqual([theirs]);
  expect(withoutOwn([theirs, own("10.1.0.0/16")], mark)).toEqual([theirs]);
});

import { InterconnectError } from "../../../src/domain/errors.ts";
import { makePlan } from "../../../src/plan/make-plan.ts";
import { readNetworks } from "../../../src/survey/read-networks.ts";
import { anEnvironment } from "../../builders/environment.ts";
import { at, networkFacts } from "../../builders/network-facts.ts";
import { aPlanInput, planIds } from "../../builders/plan-input.ts";

const refused = new InterconnectError({
  code: "CredentialsRefused",
  kind: "blocked",
  message: "Azure refused the key.",
});
const { azure, oci } = networkFacts();
const now = (): number => at;

test("both clouds are read into one value", async () => {
  const scopes: unknown[] = [];
  const readers = {
    azure: {
      readNetworks: (scope: unknown) => {
        scopes.push(scope);
        return Promise.resolve(azure);
      },
    },
    oci: { readNetworks: () => Promise.resolve(oci) },
  };
  expect(await readNetworks(readers, anEnvironment(), now)).toEqual({ readAt: at, azure, oci });
  const inGroup = anEnvironment({ azure: { ...anEnvironment().azure, resourceGroup: "net-rg" } });
  await readNetworks(readers, inGroup, now);
  expect(scopes).toEqual([{ location: "uksouth" }, { location: "uksouth", resourceGroup: "net-rg" }]);
});

test("a cloud that fails as a whole leaves the other one readable, and the plan says why", async () => {
  const readers = {
    azure: { readNetworks: () => Promise.reject(refused) },
    oci: { readNetworks: () => Promise.resolve(oci) },
  };
  const facts = await readNetworks(readers, anEnvironment(), now);
  expect(facts.oci).toEqual(oci);
  expect(Object.values(facts.azure)).toEqual(
    Object.values(facts.azure).map(() => ({ known: false, why: "Azure refused the key.", at })),
  );
  const { findings } = makePlan(aPlanInput({ facts }), planIds);
  const blocking = findings.filter(({ severity }) => severity === "blocking");
  expect(new Set(blocking.map(({ code }) => code))).toEqual(new Set(["azure-unreadable"]));
  expect(blocking[0]?.evidence.join()).toContain("Azure refused the key.");
});

test("so does OCI", async () => {
  const readers = {
    azure: { readNetworks: () => Promise.resolve(azure) },
    oci: { readNetworks: () => Promise.reject(new TypeError("nobody foresaw this")) },
  };
  const facts = await readNetworks(readers, anEnvironment(), now);
  expect(facts.azure).toEqual(azure);
  expect(Object.values(facts.oci).every(({ known }) => !known)).toBe(true);
});

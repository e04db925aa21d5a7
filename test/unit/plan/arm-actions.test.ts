import { isAllowed } from "../../../src/plan/arm-actions.ts";

const action = "Microsoft.Network/expressRouteCircuits/write";

test.each([
  { name: "everything", actions: ["*"], notActions: [], allowed: true },
  { name: "all of the provider", actions: ["Microsoft.Network/*"], notActions: [], allowed: true },
  { name: "one verb everywhere", actions: ["*/write"], notActions: [], allowed: true },
  { name: "other capitals", actions: ["microsoft.network/EXPRESSROUTECIRCUITS/Write"], notActions: [], allowed: true },
  { name: "reading only", actions: ["*/read"], notActions: [], allowed: false },
  { name: "taken back", actions: ["*"], notActions: ["Microsoft.Network/*/write"], allowed: false },
  { name: "a dot that is no wildcard", actions: ["MicrosoftXNetwork/*"], notActions: [], allowed: false },
  { name: "nothing", actions: [], notActions: [], allowed: false },
])("$name: $allowed", ({ actions, notActions, allowed }) => {
  expect(isAllowed(action, [{ actions, notActions }])).toBe(allowed);
});

test("one assignment does not take back what another one gives", () => {
  const owner = { actions: ["*"], notActions: [] };
  const narrow = { actions: ["*/read"], notActions: ["*/write"] };
  expect(isAllowed(action, [narrow, owner])).toBe(true);
});

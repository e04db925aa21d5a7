import { Seal } from "../../../src/approval/seal.ts";
import type { ServiceKeyRef } from "../../../src/chat/card.ts";
import { checkKeySeal, sealKey } from "../../../src/verbs/key-seal.ts";

const seal = new Seal("the key that only the bot has, and no Redis");
const dana = "slack:T1/UDANA";
const ref = sealKey(seal, { environment: "prod", circuitId: "/circuits/erp", readers: ["slack/C0NET", dana] });

test.each(ref.readers)("a key that is meant for %s is told there", (reader) => {
  expect(() => checkKeySeal(seal, ref, reader)).not.toThrow();
});

test.each<{ what: string; forged: object; reader?: string }>([
  { what: "another reader", forged: ref, reader: "slack/C0ELSEWHERE" },
  {
    what: "a reader who was added",
    forged: { ...ref, readers: [...ref.readers, "slack:T1/UEVE"] },
    reader: "slack:T1/UEVE",
  },
  { what: "another circuit", forged: { ...ref, circuitId: "/circuits/crm" } },
  { what: "another environment", forged: { ...ref, environment: "test" } },
  { what: "another seal", forged: { ...ref, seal: seal.of("decision", { ...ref }) } },
  { what: "no seal", forged: { environment: "prod", circuitId: "/circuits/erp", readers: [dana] } },
  { what: "no readers", forged: { environment: "prod", circuitId: "/circuits/erp", seal: ref.seal } },
])("a stand-in with $what is refused", ({ forged, reader = dana }) => {
  expect(() => checkKeySeal(seal, forged as ServiceKeyRef, reader)).toThrow(
    expect.objectContaining({ code: "NotAllowed", kind: "blocked" }),
  );
});

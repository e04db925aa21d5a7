import type { Card } from "../../../src/chat/card.ts";
import * as adoption from "../../../src/chat/views/adoption.ts";
import { statusCard } from "../../../src/chat/views/status.ts";
import { verificationCard } from "../../../src/chat/views/verification.ts";
import { wholePlan } from "../../../src/chat/views/whole-plan.ts";
import { begun } from "../../builders/operation.ts";
import { aPlan, aReport, dana } from "../../builders/plan.ts";

const plan = aPlan({ owned: false });
const confirm = "adopt env=prod name=erp circuit=/subscriptions/s virtualcircuit=ocid1.virtualcircuit confirm=3f9a";
const differences = [
  { what: "Circuit tier", found: "Premium", planned: "Standard" },
  { what: "Route rules of rt-app", found: "none to 10.1.0.0/16", planned: "one over the DRG" },
];
const watched = {
  uid: plan.uid,
  plan,
  approvedBy: [],
  builtAt: begun,
  report: undefined,
  verdictSince: undefined,
  waits: undefined,
  adopted: { by: dana, at: begun },
};

/** Every card about links that were made elsewhere. */
export const adoptionCards: Readonly<Record<string, Card>> = {
  adoption: adoption.adoptionCard({ plan, differences, confirm }),
  "adoption, the same": adoption.adoptionCard({ plan, differences: [], confirm }),
  "adoption, incomplete": adoption.incomplete(["private peering in Azure"]),
  "adoption, changed": adoption.changedMeanwhile("erp"),
  adopted: adoption.adopted("erp", { platform: "slack", channel: "C0NET" }),
  "not owned": adoption.notOwned("erp", "teardown"),
  released: adoption.released("erp"),
  "status, adopted": statusCard({ kind: "built", built: watched }),
  "status, adopted and up": statusCard({
    kind: "built",
    built: { ...watched, report: aReport(), verdictSince: begun },
  }),
  "status, released": statusCard({
    kind: "built",
    built: { ...watched, adopted: { ...watched.adopted, releasedAt: begun } },
  }),
  "plan, adopted": wholePlan(plan),
  "verification, adopted": verificationCard({ name: "erp", uid: plan.uid, report: aReport(), owned: false }),
};

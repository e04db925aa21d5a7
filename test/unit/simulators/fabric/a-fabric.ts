import { Fabric } from "../../../simulators/fabric/fabric.ts";
import type { NewVirtualCircuit } from "../../../simulators/fabric/model.ts";
import { SimClock } from "../../../simulators/kit/clock.ts";
import { Ledger } from "../../../simulators/kit/ledger.ts";
import { Rng } from "../../../simulators/kit/rng.ts";

export const KEY = "11111111-2222-4333-8444-555555555555";
export const ID = "ocid1.virtualcircuit.oc1.uk-london-1.one";

/** A fabric whose time moves only by `clock.advance`, with one circuit in London. */
export const aFabric = (seed = 1) => {
  const clock = new SimClock({ scale: 1e-6, anchorWallMs: Date.now() });
  const ledger = new Ledger(clock);
  const fabric = new Fabric({ clock, rng: new Rng(seed), ledger });
  fabric.azureCircuitCreated({ serviceKey: KEY, name: "circuit", peeringLocation: "London", bandwidthMbps: 1000 });
  return { clock, fabric, ledger };
};

export const aVirtualCircuit = (over: Partial<NewVirtualCircuit> = {}): NewVirtualCircuit => ({
  id: ID,
  serviceKey: KEY,
  region: "uk-london-1",
  bandwidthMbps: 1000,
  links: {
    primary: { oracle: "10.255.0.1/30", customer: "10.255.0.2/30" },
    secondary: { oracle: "10.255.0.5/30", customer: "10.255.0.6/30" },
  },
  advertisedPrefixes: ["10.2.0.0/24", "10.2.1.0/24"],
  ...over,
});

const LONG_MS = 3_600_000;

/** A fabric in which everything is up. */
export const aJoinedFabric = (seed = 1) => {
  const made = aFabric(seed);
  made.fabric.virtualCircuitCreated(aVirtualCircuit());
  made.clock.advance(LONG_MS);
  return made;
};

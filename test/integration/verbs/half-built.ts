import { requestId } from "../../../src/domain/ids.ts";
import type { MarkedResource } from "../../../src/domain/marked.ts";
import { halfMarked, halfNetworks, halfPlan } from "../../builders/half-built.ts";
import { useRedis } from "../../support/redis.ts";
import { Bench, dana, sam } from "./bench.ts";

/** What acts about half of erp have in common; call at the top of a test file. Sam may take it back. */
export function useHalfBuilt() {
  const redis = useRedis();
  const benches: Bench[] = [];
  afterEach(() => {
    for (const one of benches.splice(0)) one.close();
  });

  /** One of several workers over the same Redis and the same two accounts. */
  function worker(name = "one", policy = {}): Bench {
    const bench = new Bench(redis(), { recoverers: [sam], ...policy }, { name });
    bench.survey = () => Promise.resolve(halfNetworks());
    stands(bench, (all) => all);
    benches.push(bench);
    return bench;
  }

  async function takenBack(name?: string, policy = {}): Promise<Bench> {
    const bench = worker(name, policy);
    await types(bench, "recover prod confirm=erp", sam);
    return bench;
  }

  async function asked(name?: string, policy = {}) {
    const bench = await takenBack(name, policy);
    await types(bench, "retry erp");
    return { bench, id: (await waiting(bench)).id };
  }
  return { worker, takenBack, asked };
}

/** What of it bears tags by now. */
export function stands(bench: Bench, change: (all: readonly MarkedResource[]) => readonly MarkedResource[]): void {
  const { resources, ...rest } = halfMarked(bench.ports.seal);
  bench.marked = () => Promise.resolve({ ...rest, resources: change(resources) });
}

export const types = (bench: Bench, text: string, who = dana) => bench.does(who, { kind: "command", text });

export const told = async (bench: Bench, who = dana): Promise<string> => (await bench.reads(who)).join("\n---\n");

/** Its record. */
export const known = (bench: Bench) => bench.ports.interconnects.byName("erp");

/** The request that waits. */
export async function waiting(bench: Bench) {
  const [id] = await bench.ports.requests.openIds();
  const now = id === undefined ? undefined : await bench.ports.requests.load(requestId(id));
  if (now === undefined) throw new RangeError(await told(bench));
  return now.record;
}

export const isAsIt = { phase: "partial", name: "erp", uid: halfPlan.uid };
export const reserved = [halfPlan.primary.cidr, halfPlan.secondary.cidr];

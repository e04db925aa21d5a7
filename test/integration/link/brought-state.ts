import { isObject, textAt } from "../../simulators/kit/json.ts";
import type { TestWorld } from "./built-link.ts";

const passing = new Set(["etag", "signatures"]);
const gone = new Set(["TERMINATED", "DETACHED"]);

/** What both simulators hold, but for versions, counters and what is gone. */
export function stateOf({ simulators }: TestWorld): unknown {
  const { azure, oci } = simulators;
  return settled([azure?.part.state(), oci?.part.state()]);
}

function settled(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter(isThere).map(settled);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, part]) => (passing.has(name) ? [] : [[name, settled(part)]])),
  );
}

const isThere = (one: unknown): boolean => !gone.has(textAt(one, "lifecycleState") ?? "");

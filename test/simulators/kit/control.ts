import { types } from "node:util";
import { formatClockSpec } from "./clock.ts";
import { parseFaultRule } from "./faults.ts";
import { type SimServer, startSimServer } from "./http.ts";
import { numberAt, textAt } from "./json.ts";
import type { Route, SimHandler, SimReply } from "./routes.ts";
import type { SimWorld } from "./world.ts";

/** What one simulator shows and takes through the control API. */
export interface ControlPart {
  readonly name: string;
  /** All it holds, as plain data. */
  state(): unknown;
  /** Puts resources into it that were there before the run. Throws RangeError on a wrong body. */
  seed?(body: unknown): unknown;
}

/** The named faults of the world between the clouds. */
export interface WorldFaultControl {
  list(): readonly string[];
  /** Throws RangeError for a name it does not know. */
  set(name: string): void;
  /** Clears one, or all. */
  clear(name?: string): void;
}

export interface ControlOptions {
  readonly world: SimWorld;
  readonly parts: readonly ControlPart[];
  readonly worldFaults?: WorldFaultControl;
}

const ok = (body: unknown): SimReply => ({ status: 200, body });
const refused = (problem: string): SimReply => ({
  status: 400,
  body: { error: problem },
});

/** Turns a RangeError of a handler into a 400 with its text. */
export const refusing =
  (handler: SimHandler): SimHandler =>
  async (request) => {
    try {
      return await handler(request);
    } catch (problem) {
      if (types.isNativeError(problem) && problem.name === "RangeError") return refused(problem.message);
      throw problem;
    }
  };

const clockBody = ({ clock }: SimWorld) => ({
  spec: formatClockSpec(clock.spec),
  scale: clock.scale,
  nowMs: clock.now(),
  now: new Date(clock.now()).toISOString(),
});

const clockRoutes = (world: SimWorld): readonly Route[] => [
  { method: "GET", path: "/_sim/clock", handler: () => ok(clockBody(world)) },
  {
    method: "POST",
    path: "/_sim/clock",
    handler: ({ json }) => {
      const advanceMs = numberAt(json, "advanceMs");
      if (advanceMs === undefined || advanceMs < 0) return refused("advanceMs: a number >= 0");
      world.clock.advance(advanceMs);
      return ok(clockBody(world));
    },
  },
];

const faultRoutes = ({ faults }: SimWorld): readonly Route[] => [
  { method: "GET", path: "/_sim/faults", handler: () => ok(faults.list()) },
  {
    method: "POST",
    path: "/_sim/faults",
    handler: ({ json }) => {
      const rule = parseFaultRule(json);
      if (!rule) return refused("a rule is {id?, match: {service, ...}, effect: {kind, ...}}");
      return { status: 201, body: { id: faults.add(rule) } };
    },
  },
  {
    method: "DELETE",
    path: "/_sim/faults",
    handler: () => {
      faults.remove();
      return { status: 204 };
    },
  },
  {
    method: "DELETE",
    path: "/_sim/faults/:id",
    handler: (request) => {
      faults.remove(request.param("id"));
      return { status: 204 };
    },
  },
];

const worldFaultRoutes = (worldFaults: WorldFaultControl): readonly Route[] => [
  { method: "GET", path: "/_sim/world", handler: () => ok(worldFaults.list()) },
  {
    method: "POST",
    path: "/_sim/world",
    handler: refusing(({ json }) => {
      worldFaults.set(textAt(json, "name") ?? "");
      return { status: 201, body: worldFaults.list() };
    }),
  },
  {
    method: "DELETE",
    path: "/_sim/world",
    handler: () => {
      worldFaults.clear();
      return { status: 204 };
    },
  },
  {
    method: "DELETE",
    path: "/_sim/world/:name",
    handler: (request) => {
      worldFaults.clear(request.param("name"));
      return { status: 204 };
    },
  },
];

const partRoutes = (part: ControlPart): readonly Route[] => [
  {
    method: "GET",
    path: `/_sim/state/${part.name}`,
    handler: () => ok(part.state()),
  },
  {
    method: "POST",
    path: `/_sim/seed/${part.name}`,
    handler: refusing(({ json }) =>
      part.seed ? { status: 201, body: part.seed(json) ?? {} } : refused(`${part.name} takes no resources`),
    ),
  },
];

/**
 * The control API under `/_sim/`: state, seed, faults, world, clock, traffic, ledger. Every simulator
 * mounts it for its own part; {@link startControl} serves it for all parts at once.
 */
export const controlRoutes = ({ world, parts, worldFaults }: ControlOptions): readonly Route[] => [
  {
    method: "GET",
    path: "/_sim/state",
    handler: () =>
      ok({
        clock: clockBody(world),
        world: worldFaults?.list() ?? [],
        ...Object.fromEntries(parts.map((part) => [part.name, part.state()])),
      }),
  },
  ...parts.flatMap(partRoutes),
  ...faultRoutes(world),
  ...(worldFaults ? worldFaultRoutes(worldFaults) : []),
  ...clockRoutes(world),
  {
    method: "GET",
    path: "/_sim/ledger",
    handler: () => ok(world.ledger.snapshot()),
  },
  {
    method: "GET",
    path: "/_sim/traffic",
    handler: ({ query }) => ok(world.traffic.list(query.get("service") ?? undefined)),
  },
];

/** Serves the control API alone, on a port of its own. */
export const startControl = (options: ControlOptions & { readonly port?: number }): Promise<SimServer> =>
  startSimServer({
    service: "control",
    ...options.world,
    routes: [],
    controlRoutes: controlRoutes(options),
    ...(options.port !== undefined && { port: options.port }),
  });

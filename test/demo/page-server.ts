import { type SimServer, startSimServer } from "../simulators/kit/http.ts";
import type { Route, SimHandler, SimRequest } from "../simulators/kit/routes.ts";
import { worldControlRoutes } from "../simulators/world/control.ts";
import type { World } from "../simulators/world.ts";
import { pageFileRoutes } from "./page-files.ts";

/** The program that is demonstrated, as the page sees it. */
export interface ProgramControl {
  /** In words that follow "The bot". */
  readonly state: string;
  readonly restarts: number;
  /** Kills it without warning; it is started again by itself. */
  kill(): Promise<void>;
}

const LOCAL_HOST = /^(?:127\.0\.0\.1|localhost)(?::\d+)?$/;

/** True for a request of this page itself, not of some other web site that the browser has open. */
const isOwn = ({ method, headers }: SimRequest): boolean => {
  if (!LOCAL_HOST.test(headers["host"] ?? "")) return false;
  const site = headers["sec-fetch-site"] ?? "none";
  return method === "GET" || site === "same-origin" || site === "none";
};

const guarded = (route: Route): Route => {
  const handler: SimHandler = (request) =>
    isOwn(request) ? route.handler(request) : { status: 403, body: { error: "only this page may ask" } };
  return { ...route, handler };
};

const programRoutes = (program: ProgramControl): readonly Route[] => [
  {
    method: "GET",
    path: "/demo/program",
    handler: () => ({ status: 200, body: { state: program.state, restarts: program.restarts } }),
  },
  {
    method: "POST",
    path: "/demo/program/kill",
    handler: async () => {
      await program.kill();
      return { status: 200, body: {} };
    },
  },
];

/** Serves the page and, on the same origin, the control API of the world that it shows. */
export const startPage = async (
  world: World,
  program: ProgramControl,
  options: { readonly port?: number } = {},
): Promise<SimServer> => {
  const routes = [...(await pageFileRoutes()), ...programRoutes(program), ...worldControlRoutes(world)];
  return startSimServer({ ...world.sim, ...options, service: "page", routes: [], controlRoutes: routes.map(guarded) });
};

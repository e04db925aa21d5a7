import type { AzureSimulator } from "../azure/start.ts";
import type { Fabric } from "../fabric/fabric.ts";
import { type ControlPart, controlRoutes } from "../kit/control.ts";
import { type SimServer, startSimServer } from "../kit/http.ts";
import { at } from "../kit/json.ts";
import type { Route } from "../kit/routes.ts";
import type { SimWorld } from "../kit/world.ts";
import type { OciSimulator } from "../oci/start.ts";
import { slackControlRoutes } from "../slack/control/routes.ts";
import type { SlackSimulator } from "../slack/simulator.ts";
import { teamsControlRoutes } from "../teams/control/routes.ts";
import type { TeamsSimulator } from "../teams/simulator.ts";

/** What a common control API is for. */
export interface Controlled {
  readonly sim: SimWorld;
  readonly fabric: Fabric;
  readonly azure: AzureSimulator | undefined;
  readonly oci: OciSimulator | undefined;
  readonly slack: SlackSimulator | undefined;
  readonly teams: TeamsSimulator | undefined;
}

const isPart = (part: ControlPart | undefined): part is ControlPart => part !== undefined;

/** The control API of a whole world: the common one for all its parts, and those of the chat services. */
export const worldControlRoutes = ({ sim, fabric, azure, oci, slack, teams }: Controlled): readonly Route[] => {
  const link: ControlPart = {
    name: "fabric",
    state: () => fabric.state(),
    seed: (body) => fabric.traffic.set(at(body, "traffic")),
  };
  const parts = [azure?.part, oci?.part, slack?.part, teams?.part, link].filter(isPart);
  return [
    ...(slack ? slackControlRoutes(slack) : []),
    ...(teams ? teamsControlRoutes(teams) : []),
    ...controlRoutes({ world: sim, parts, worldFaults: fabric.faults }),
  ];
};

/** Serves it on a port of its own. */
export const startWorldControl = (controlled: Controlled & { readonly port?: number }): Promise<SimServer> =>
  startSimServer({
    ...controlled.sim,
    service: "control",
    routes: [],
    controlRoutes: worldControlRoutes(controlled),
    ...(controlled.port !== undefined && { port: controlled.port }),
  });

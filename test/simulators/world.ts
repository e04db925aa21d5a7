import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "../support/free-port.mjs";
import { type AzureSimulator, startAzure } from "./azure/start.ts";
import type { Durations } from "./fabric/durations.ts";
import { Fabric } from "./fabric/fabric.ts";
import type { SimServer } from "./kit/http.ts";
import type { RecordedExchange } from "./kit/traffic.ts";
import { createWorld, type SimWorld } from "./kit/world.ts";
import { type OciConfig, writeOciConfig } from "./oci/oci-config.ts";
import { type OciSimulator, startOci } from "./oci/start.ts";
import type { SlackSimulator } from "./slack/simulator.ts";
import { startSlack } from "./slack/start.ts";
import type { TeamsSimulator } from "./teams/simulator.ts";
import { startTeams } from "./teams/start.ts";
import { broughtAzure } from "./world/brought-azure.ts";
import { broughtOci } from "./world/brought-oci.ts";
import { anchored } from "./world/clock-spec.ts";
import { startWorldControl } from "./world/control.ts";
import { type Environment, environmentOf } from "./world/environment.ts";

export const SERVICES = ["azure", "oci", "slack", "teams"] as const;
export type ServiceName = (typeof SERVICES)[number];

/** How a world starts. Everything has a default. */
export interface WorldOptions {
  readonly seed?: number;
  /** `<scale>` or `<scale>@<anchor>`; without an anchor virtual time starts at the present. 60 unless said. */
  readonly clock?: string;
  readonly only?: readonly ServiceName[];
  /** The control API takes this port, and azure, oci, slack, the product and teams the ones after it; any free ones unless said. */
  readonly portBase?: number;
  /** How Slack brings its events to the product: signed requests unless said. */
  readonly slackMode?: "http" | "socket";
  /** How many times the chat services' rate limits are allowed; 1 unless said. */
  readonly generosity?: number;
  /** Durations to use in place of drawn ones, in virtual ms. */
  readonly durations?: Partial<Durations>;
  readonly onExchange?: (exchange: RecordedExchange) => void;
}

interface Common {
  readonly sim: SimWorld;
  readonly fabric: Fabric;
  readonly control: SimServer;
  /** The API key that the product signs its OCI requests with. */
  readonly ociConfig: OciConfig;
  /** Everything the product needs to talk to this world, but for `REDIS_URL`. */
  readonly env: Environment;
  close(): Promise<void>;
}

/** The simulators that were asked for. */
export interface Simulators extends Common {
  readonly azure: AzureSimulator | undefined;
  readonly oci: OciSimulator | undefined;
  readonly slack: SlackSimulator | undefined;
  readonly teams: TeamsSimulator | undefined;
}

/** Both clouds and the workspace, with the networks and people that were there before; Teams too where asked for. */
export interface World extends Common {
  readonly azure: AzureSimulator;
  readonly oci: OciSimulator;
  readonly slack: SlackSimulator;
  readonly teams: TeamsSimulator | undefined;
}

/** A world in which people meet in Slack and in Teams. */
export interface TwoChatWorld extends World {
  readonly teams: TeamsSimulator;
}

const PORT_OFFSETS = { control: 0, azure: 1, oci: 2, slack: 3, product: 4, teams: 5 };

/** Starts some of the simulators on loopback, over one fabric and one clock, and puts into them what people bring. */
export const startSimulators = async (options: WorldOptions = {}): Promise<Simulators> => {
  const sim = createWorld({ ...options, clock: anchored(options.clock) });
  const dir = await mkdtemp(join(tmpdir(), "interconnect-world-"));
  const closers: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    sim.clock.close();
    await Promise.all(closers.map((closer) => closer()));
    await rm(dir, { recursive: true, force: true });
  };
  try {
    return { ...(await inhabit(options, { sim, dir, closers })), close };
  } catch (problem) {
    await close();
    throw problem;
  }
};

interface Ground {
  readonly sim: SimWorld;
  readonly dir: string;
  /** How to end what has been started so far. */
  readonly closers: (() => Promise<void>)[];
}

const inhabit = async (options: WorldOptions, { sim, dir, closers }: Ground): Promise<Omit<Simulators, "close">> => {
  const { only = SERVICES, portBase, slackMode = "http", generosity, durations } = options;
  const portOf = (name: keyof typeof PORT_OFFSETS) =>
    portBase === undefined ? {} : { port: portBase + PORT_OFFSETS[name] };
  const opened = async <T extends { close(): Promise<void> }>(starting: Promise<T>): Promise<T> => {
    const service = await starting;
    closers.push(() => service.close());
    return service;
  };
  const open = async <T extends { close(): Promise<void> }>(name: ServiceName, start: () => Promise<T>) =>
    only.includes(name) ? opened(start()) : undefined;

  const fabric = new Fabric({ ...sim, ...(durations && { durations }) });
  const ociConfig = await writeOciConfig(dir);
  const productPort = portOf("product").port ?? (await freePort());
  const azure = await open("azure", () => startAzure({ ...sim, ...portOf("azure"), fabric }));
  const oci = await open("oci", () => startOci({ ...sim, ...portOf("oci"), fabric, apiKeys: [ociConfig] }));
  const chat = { ...sim, ...(generosity !== undefined && { generosity }) };
  const slack = await open("slack", () => startSlack({ ...chat, ...portOf("slack") }));
  const teams = await open("teams", () => startTeams({ ...chat, ...portOf("teams") }));
  azure?.seed(...broughtAzure(azure.account));
  oci?.seed(broughtOci);
  if (slackMode === "http") slack?.listenAt(`http://127.0.0.1:${productPort}/slack/events`);
  teams?.listenAt(`http://127.0.0.1:${productPort}/api/messages`);
  const services = { azure, oci, slack, teams };
  const control = await opened(startWorldControl({ sim, fabric, ...services, ...portOf("control") }));
  const env = await environmentOf({ sim, dir, ociConfig, productPort, ...services });
  return { sim, fabric, control, ociConfig, env, ...services };
};

/** Starts the world of the one chat product that the product learned first. */
export const startWorld = async (options: Omit<WorldOptions, "only"> = {}): Promise<World> =>
  whole(await startSimulators({ ...options, only: ["azure", "oci", "slack"] }));

/** Starts all of them. */
export const startTwoChatWorld = async (options: Omit<WorldOptions, "only"> = {}): Promise<TwoChatWorld> => {
  const { teams, ...world } = whole(await startSimulators(options));
  if (!teams) throw new Error("Teams is missing");
  return { ...world, teams };
};

const whole = ({ azure, oci, slack, ...common }: Simulators): World => {
  if (!azure || !oci || !slack) throw new Error("a simulator is missing");
  return { azure, oci, slack, ...common };
};

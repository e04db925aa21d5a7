import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { AzureSimulator } from "../azure/start.ts";
import { formatClockSpec } from "../kit/clock.ts";
import type { SimWorld } from "../kit/world.ts";
import type { OciConfig } from "../oci/oci-config.ts";
import type { OciSimulator } from "../oci/start.ts";
import type { SlackSimulator } from "../slack/simulator.ts";
import { defaultSeed as slackSeed } from "../slack/workspace/default-seed.ts";
import type { TeamsSimulator } from "../teams/simulator.ts";
import { defaultSeed as teamsSeed } from "../teams/tenant/default-seed.ts";
import { environmentFile } from "./environments.ts";

/** Environment variables by name. */
export type Environment = Readonly<Record<string, string>>;

/** What an environment is written for. */
export interface Inhabitants {
  readonly sim: SimWorld;
  /** Where files may be written. */
  readonly dir: string;
  readonly ociConfig: OciConfig;
  readonly productPort: number;
  readonly azure: AzureSimulator | undefined;
  readonly oci: OciSimulator | undefined;
  readonly slack: SlackSimulator | undefined;
  readonly teams: TeamsSimulator | undefined;
}

/** The same for a seed, so that a product may be restarted with it. */
const sealKeyOf = ({ rng }: SimWorld): string => createHash("sha256").update(`seal key of ${rng.seed}`).digest("hex");

const ociEnv = (oci: OciSimulator | undefined, { file }: OciConfig): Environment =>
  oci ? { OCI_CONFIG_FILE: file, OCI_CONFIG_PROFILE: "DEFAULT", ...oci.env } : {};

/** Names the simulated accounts and runs on their clock, so it is of use only where both clouds are simulated. */
const productEnv = async ({ sim, dir, azure, oci, slack, teams, productPort }: Inhabitants): Promise<Environment> => {
  if (!azure || !oci) return {};
  const file = join(dir, "interconnect.yaml");
  const owners = {
    azure: azure.account,
    oci: oci.cloud.account,
    slack: slack || !teams ? slackSeed : undefined,
    teams: teams && teamsSeed,
  };
  await writeFile(file, environmentFile(owners));
  return {
    INTERCONNECT_CONFIG: file,
    INTERCONNECT_SEAL_KEY: sealKeyOf(sim),
    INTERCONNECT_CLOCK: formatClockSpec(sim.clock.spec),
    HOST: "127.0.0.1",
    PORT: String(productPort),
  };
};

/** Everything the product needs to talk to these simulators, but for Redis. */
export const environmentOf = async (inhabitants: Inhabitants): Promise<Environment> => {
  const { azure, oci, slack, teams, ociConfig } = inhabitants;
  return {
    ...azure?.env,
    ...ociEnv(oci, ociConfig),
    ...slack?.env,
    ...teams?.env,
    ...(await productEnv(inhabitants)),
  };
};

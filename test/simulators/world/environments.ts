import { stringify } from "yaml";
import type { Account as AzureAccount } from "../azure/account.ts";
import type { Account as OciAccount } from "../oci/account.ts";
import type { WorkspaceSeed } from "../slack/workspace/directory.ts";
import type { TenantSeed } from "../teams/tenant/directory.ts";
import { MADE_UP_PRICES } from "./made-up-prices.ts";

/** Who owns what in the simulated world; people meet in at least one of the chat services. */
export interface Owners {
  readonly azure: AzureAccount;
  readonly oci: OciAccount;
  readonly slack: WorkspaceSeed | undefined;
  readonly teams: TenantSeed | undefined;
}

const APPROVERS = ["alex", "sam"];
/** Those who have an account in both chat services. */
const STAFF = ["dana", "alex", "sam", "noor"];

/** All accounts of somebody, as the product writes them; who is called to decide is called by the first. */
function accountsOf({ slack, teams }: Owners, name: string): readonly string[] {
  const inSlack = slack?.people.find((one) => one.name === name);
  const inTeams = teams?.people.find((one) => one.name === name);
  return [
    ...(teams && inTeams ? [`teams:${teams.tenantId}/${inTeams.aadObjectId}`] : []),
    ...(slack && inSlack ? [`slack:${slack.team.id}/${inSlack.id}`] : []),
  ];
}

/** Where an environment tells its story, in each of the chat services. */
function channelsOf({ slack, teams }: Owners, inSlack: string, inTeams: string) {
  const channel = slack?.channels.find(({ name }) => name === inSlack);
  const conversation = teams?.conversations.find(({ name }) => name === inTeams);
  return { ...(channel && { slack: channel.id }), ...(conversation && { teams: conversation.id }) };
}

/** How long a teardown in the simulated world waits before it deletes anything. */
export const SOAK_MINUTES = 15;

const azureIn = ({ azure }: Owners, location: string) => ({
  tenantId: azure.tenantId,
  subscriptionId: azure.subscriptionId,
  location,
});

const ociIn = ({ oci }: Owners, region: string) => ({
  tenancyId: oci.tenancyId,
  compartmentId: oci.compartments[0]?.id,
  region,
});

/**
 * The text of an `interconnect.yaml` for the simulated world: `prod` between UK South and London, where one of two
 * people approves and takes back what is lost, and `lab` between West Europe and Amsterdam, where both must. The OCI simulator plays London only,
 * so what is asked for in `lab` comes as far as the virtual circuit.
 */
export const environmentFile = (owners: Owners): string => {
  const approvers = APPROVERS.flatMap((name) => accountsOf(owners, name));
  return stringify({
    environments: {
      prod: {
        azure: azureIn(owners, "uksouth"),
        oci: ociIn(owners, "uk-london-1"),
        peeringPool: "10.255.0.0/24",
        soakMinutes: SOAK_MINUTES,
        channels: channelsOf(owners, "net-interconnects", "net-interconnects"),
        policy: { approvers, approvalsNeeded: 1, recoverers: approvers },
      },
      lab: {
        azure: azureIn(owners, "westeurope"),
        oci: ociIn(owners, "eu-amsterdam-1"),
        peeringPool: "10.254.0.0/24",
        channels: channelsOf(owners, "net-private", "net-lab"),
        policy: { approvers, approvalsNeeded: 2 },
      },
    },
    ...(owners.slack && owners.teams && { people: STAFF.map((name) => accountsOf(owners, name)) }),
    prices: MADE_UP_PRICES,
  });
};

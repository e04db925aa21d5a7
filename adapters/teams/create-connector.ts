import type { TeamsConfig } from "../../src/config/teams.ts";
import type { Connector } from "./connector.ts";

/** Loads the SDK when it is first needed: that takes half a second, in which nothing else happens. */
export function createConnector(config: TeamsConfig): Connector {
  let loaded: Promise<Connector> | undefined;
  const sdk = (): Promise<Connector> => {
    loaded ??= import("./sdk-connector.ts").then(({ SdkConnector }) => new SdkConnector(config));
    return loaded;
  };
  return {
    send: async (...what) => (await sdk()).send(...what),
    update: async (...what) => (await sdk()).update(...what),
    openPersonal: async (...whom) => (await sdk()).openPersonal(...whom),
    member: async (...who) => (await sdk()).member(...who),
    members: async (where) => (await sdk()).members(where),
    channels: async (where) => (await sdk()).channels(where),
  };
}

import { jest } from "@jest/globals";
import { allOnce, whatCameOf } from "../support/all-once.ts";
import { wordsOf } from "../support/channel-view.ts";
import { createLine } from "../support/players.ts";
import { type Scene, useScene } from "../support/scene.ts";

jest.setTimeout(60_000);

const scene = useScene();
let number = 1;

/** Something a cloud has against what is asked of it. */
interface Trouble {
  readonly what: string;
  readonly begins: (scene: Scene) => void;
  readonly ends: (scene: Scene) => void;
}

const secret = "what the operator had put there before";

const azureCredentials: Trouble = {
  what: "Azure does not accept the bot's credentials",
  begins({ world: { azure } }) {
    azure.account.clientSecret = `${azure.account.clientSecret} ${secret}`;
    azure.revokeTokens();
  },
  ends({ world: { azure } }) {
    azure.account.clientSecret = azure.account.clientSecret.replace(` ${secret}`, "");
  },
};

const ociCredentials: Trouble = {
  what: "Oracle does not accept the bot's credentials",
  begins: ({ world }) =>
    void world.sim.faults.add({
      id: "oci credentials",
      match: { service: "oci" },
      effect: {
        kind: "respond",
        status: 401,
        body: {
          code: "NotAuthenticated",
          message: "The required information to complete authentication was not provided.",
        },
      },
    }),
  ends: ({ world }) => world.sim.faults.remove("oci credentials"),
};

const permission: Trouble = {
  what: "a permission is missing in Azure",
  begins({ world: { azure } }) {
    azure.account.missingPermissions = ["Microsoft.Network/connections/write"];
  },
  ends({ world: { azure } }) {
    azure.account.missingPermissions = [];
  },
};

const azureQuota: Trouble = {
  what: "a quota of the subscription is used up",
  begins({ world: { azure } }) {
    azure.account.quotas = { ...azure.account.quotas, ExpressRouteCircuits: 0 };
  },
  ends({ world: { azure } }) {
    azure.account.quotas = { ...azure.account.quotas, ExpressRouteCircuits: 50 };
  },
};

const ociPolicy: Trouble = {
  what: "a policy is missing in OCI",
  begins: ({ world: { oci } }) => void oci.cloud.denied.add("manage virtualCircuits"),
  ends: ({ world: { oci } }) => void oci.cloud.denied.delete("manage virtualCircuits"),
};

const ociLimit: Trouble = {
  what: "a limit of the tenancy is used up",
  begins: ({ world: { oci } }) => void oci.seed({ limits: { "virtual-circuit-count": 0 } }),
  ends: ({ world: { oci } }) => void oci.seed({ limits: { "virtual-circuit-count": 100 } }),
};

const keyRefused: Trouble = {
  what: "Oracle refuses the service key",
  begins: ({ world }) => world.fabric.faults.set("key-refused"),
  ends: ({ world }) => world.fabric.faults.clear("key-refused"),
};

describe("before anything is made, the requester alone hears", () => {
  test.each([
    { trouble: azureCredentials, says: ["early could not be checked", "Azure did not accept the bot's credentials"] },
    { trouble: ociCredentials, says: ["early could not be checked", "Oracle did not accept the bot's credentials"] },
    { trouble: permission, says: ["Microsoft.Network/connections/write"] },
    { trouble: azureQuota, says: ["ExpressRouteCircuits"] },
  ])("that $trouble.what", async ({ trouble, says }) => {
    const { people, channel, clouds } = scene();
    const calls = clouds.changes().length;
    trouble.begins(scene());
    const told = await people.hears("dana", /./, () => people.types("dana", createLine("early", 1)));
    trouble.ends(scene());
    for (const part of says) expect(told).toContain(part);
    expect(channel.card("early")).toBeUndefined();
    expect(clouds.changes()).toHaveLength(calls);
  });
});

describe("in the middle, the build stops, says why and what to do, and goes on with Retry when", () => {
  test.each([
    {
      name: "azure-key",
      trouble: azureCredentials,
      says: ["did not accept the bot's credentials", "client id and the secret"],
    },
    { name: "oci-key", trouble: ociCredentials, says: ["did not accept the bot's credentials", "fingerprint"] },
    {
      name: "permission",
      trouble: permission,
      says: ["not allowed to", "AuthorizationFailed", "Microsoft.Network/connections/write"],
    },
    {
      name: "policy",
      trouble: ociPolicy,
      says: ["does not let the bot see it", "NotAuthorizedOrNotFound", "manifest/oci-policy.txt"],
    },
    { name: "limit", trouble: ociLimit, says: ["virtual-circuit-count", "Ask for a higher limit"] },
    { name: "key", trouble: keyRefused, says: ["service key", "only a new circuit has a new one"] },
  ])("$trouble.what", async ({ name, trouble, says }) => {
    const { people, channel } = scene();
    number += 1;
    await people.asks(createLine(name, number));
    await people.approves(name);
    await people.sees(() => channel.moments(name).length > 0);
    trouble.begins(scene());
    const post = await people.sees(() => channel.thread(name).find((one) => wordsOf(one).includes(" stopped at the ")));
    for (const part of says) expect(wordsOf(post)).toContain(part);
    expect(wordsOf(post)).toContain("To do, <@U0DANA>");
    expect(post.broadcast).toBe(true);
    trouble.ends(scene());
    await people.pressesOn("dana", "retry", post);
    expect(wordsOf(await people.result(name))).toMatch(new RegExp(`^${name} is up ✅`));
    const { made, saidTwice, illegal } = await whatCameOf(scene(), name);
    expect({ made, saidTwice, illegal }).toEqual({ made: allOnce.made, saidTwice: [], illegal: [] });
  });
});

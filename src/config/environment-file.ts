import { createHash } from "node:crypto";
import { parse as parseYaml } from "yaml";
import { z } from "zod";
import { cidrOf } from "../domain/cidr.ts";
import type { Environment } from "../domain/environment.ts";
import { everywhere } from "../domain/freeze.ts";
import type { PersonId } from "../domain/ids.ts";
import { personId } from "../domain/ids.ts";
import type { Problem } from "./problems.ts";

const cidr = z.string().refine((text) => cidrOf(text) !== undefined, "expected a network such as 10.255.0.0/24");
const ocid = z.string().regex(/^ocid1\.[a-z]+\..+/, "expected an OCID");
// Azure promises no version and no variant, on which z.uuid() would insist.
const uuid = z.guid("expected a UUID");
const subject = z
  .string()
  .regex(
    /^(slack:T[A-Z0-9]+\/[USW][A-Z0-9]+|teams:[0-9a-f-]+\/[0-9a-f-]+)$/,
    "expected slack:T…/U…, slack:T…/S… or teams:<tenant>/<object id>",
  );

const policy = z.strictObject({
  requesters: z
    .union([z.literal("channel"), z.array(subject).min(1)])
    .default("channel")
    .describe("Who may ask: `channel` for every full member of the environment's channel, or a list of subjects."),
  approvers: z
    .array(subject)
    .min(1)
    .describe("Who may decide: a list of subjects. Nobody decides about a request of their own."),
  approvalsNeeded: z.int().min(1).max(5).default(1).describe("How many different approvers it takes."),
  requestExpiryHours: z.number().positive().max(168).default(18).describe("After how many hours a request ends."),
  maxOpenRequestsPerPerson: z.int().min(1).default(5).describe("How many requests of one person may wait at a time."),
  maxVerificationsPerMinute: z
    .int()
    .min(1)
    .default(6)
    .describe("How many verifications one person may start within a minute."),
  recoverers: z
    .array(subject)
    .default([])
    .describe(
      "Who may take interconnects back from the clouds' tags after Redis was lost, and adopt and release links made elsewhere: a list of subjects. Without it nobody may.",
    ),
  teardown: z
    .strictObject({
      approvers: z.array(subject).min(1).describe("Who may decide about taking a link down."),
      approvalsNeeded: z.int().min(1).max(5).default(1).describe("How many different approvers that takes."),
    })
    .optional()
    .describe("Who decides about taking a link down. Without it, whoever decides about building one."),
  freezers: z
    .array(subject)
    .min(1)
    .optional()
    .describe(
      "Who may freeze changes in the environment and end a freeze; everywhere, whoever may in all of them. Without it, the approvers.",
    ),
  maxMonthlyCost: z
    .number()
    .positive()
    .optional()
    .describe(
      "Above this monthly sum a request is refused, in the currency of `prices`; an unknown price counts as above.",
    ),
});

const environment = z.strictObject({
  azure: z.strictObject({
    tenantId: uuid.describe("The Microsoft Entra tenant that the subscription belongs to."),
    subscriptionId: uuid.describe("The Azure subscription."),
    location: z
      .string()
      .regex(/^[a-z0-9]+$/, "expected a region's short name such as uksouth")
      .describe("The Azure region, by its short name such as `uksouth`."),
    resourceGroup: z
      .string()
      .min(1)
      .optional()
      .describe("An existing resource group to create in. Without it one is made for each interconnect."),
  }),
  oci: z.strictObject({
    tenancyId: ocid.describe("The OCI tenancy."),
    compartmentId: ocid.describe("The compartment in which networks are looked for and made."),
    region: z
      .string()
      .regex(/^[a-z]+-[a-z]+-\d+$/, "expected a region such as uk-london-1")
      .describe("The OCI region, such as `uk-london-1`."),
  }),
  peeringLocation: z
    .string()
    .min(1)
    .optional()
    .describe("The ExpressRoute peering location. Without it, the usual one of the two regions that Azure offers."),
  peeringPool: cidr.describe("The private range from which the two /30s of each link are taken."),
  reservedPrefixes: z
    .array(cidr)
    .default([])
    .describe("Ranges in use elsewhere, which no /30 and no new network may touch."),
  defaults: z
    .strictObject({
      tier: z.enum(["Standard", "Premium", "Local"]).default("Standard").describe("The circuit's reach."),
      family: z
        .enum(["MeteredData", "UnlimitedData"])
        .default("MeteredData")
        .describe("How the circuit's outbound data is billed."),
      gatewaySku: z.enum(["ErGw1AZ", "ErGw2AZ", "ErGw3AZ"]).default("ErGw1AZ").describe("The size of new gateways."),
    })
    .prefault({}),
  serviceKey: z
    .enum(["thread", "reveal"])
    .default("thread")
    .describe(
      "`thread` says the circuit's service key in the thread once Oracle has used it; `reveal` shows it to one entitled person at a time.",
    ),
  soakMinutes: z
    .number()
    .min(0)
    .max(1440)
    .default(15)
    .describe(
      "How long a teardown waits with traffic withdrawn before it removes anything; until then Reconnect puts it back.",
    ),
  resize: z
    .boolean()
    .default(false)
    .describe(
      "Whether links may be given more bandwidth with `resize`. It follows the clouds' documents and is not proven on live clouds yet, so it is off unless you say `true`.",
    ),
  channels: z.strictObject({
    slack: z
      .string()
      .min(1)
      .optional()
      .describe(
        "Id of the Slack channel where plans and stories are told, such as `C0123456789`. Without it they are told wherever somebody asks, and `requesters` must be a list.",
      ),
    teams: z
      .string()
      .regex(/^19:[^;\s]+$/, "expected a conversation id such as 19:…@thread.tacv2")
      .optional()
      .describe(
        "Id of the Teams channel where plans and stories are told, such as `19:…@thread.tacv2` (decoded from the channel's link). The app must be in its team.",
      ),
  }),
  policy,
});

const prices = z.strictObject({
  currency: z.string().length(3).describe("Three letters, such as `EUR`."),
  date: z.iso.date().describe("The day the prices were looked up, shown wherever a sum is shown."),
  items: z.record(z.string(), z.number().nonnegative()).describe("Prices a month by key; see below."),
});

/** Nobody is counted twice: each account stands in one list, so that the list is all of its person. */
function eachAccountOnce(people: readonly (readonly string[])[], context: z.RefinementCtx): void {
  const accounts = people.flat();
  const twice = accounts.filter((account, index) => accounts.indexOf(account) !== index);
  for (const account of new Set(twice)) {
    context.addIssue({
      code: "custom",
      message: `${account} stands here twice; put all accounts of a person in one list`,
    });
  }
}

/** The whole file. docs/configuration.md is generated from it. */
export const interconnectFileSchema = z.strictObject({
  environments: z.record(
    z
      .string()
      .regex(/^[a-z][a-z0-9-]{0,29}$/, "expected a short lower-case name")
      .refine((name) => name !== everywhere, "this word stands for all environments; choose another name"),
    environment,
  ),
  people: z
    .array(z.array(subject).min(2))
    .superRefine(eachAccountOnce)
    .default([])
    .describe(
      "Accounts that belong to one person, a list for each person: nobody approves with a second account, and a decision across platforms counts only between people who stand here with an account on either.",
    ),
  prices: prices.optional(),
});

/** Monthly prices the operator supplies; keys are listed in docs/configuration.md. */
export type PriceList = z.infer<typeof prices>;

export interface InterconnectFile {
  readonly environments: readonly Environment[];
  /** Accounts that belong to one person. */
  readonly people: readonly (readonly PersonId[])[];
  readonly prices?: PriceList;
}

/** Reads `interconnect.yaml`. Pure: every problem is reported with its path, nothing is thrown. */
export function parseInterconnectFile(text: string): {
  readonly file?: InterconnectFile;
  readonly problems: Problem[];
} {
  let raw: unknown;
  try {
    raw = parseYaml(text);
  } catch {
    return { problems: [{ where: "interconnect.yaml", what: "is not valid YAML." }] };
  }
  const result = interconnectFileSchema.safeParse(raw);
  if (!result.success) {
    return {
      problems: result.error.issues.map((issue) => ({
        where: `interconnect.yaml, ${issue.path.join(".") || "top level"}`,
        what: `${wordsOf(issue)}.`,
      })),
    };
  }
  const { environments, people, prices: list } = result.data;
  return {
    problems: [],
    file: {
      environments: Object.entries(environments).map(([name, value]) => toEnvironment(name, value)),
      people: people.map((accounts) => accounts.map((account) => personId(account))),
      ...(list && { prices: list }),
    },
  };
}

/** What is wrong with a name of the operator's choice stands in the issues below it. */
function wordsOf(issue: z.core.$ZodIssue): string {
  return issue.code === "invalid_key" ? issue.issues.map(({ message }) => message).join("; ") : issue.message;
}

function toEnvironment(name: string, value: z.infer<typeof environment>): Environment {
  const { azure, channels, peeringLocation, policy: rules, ...rest } = value;
  const { resourceGroup, ...azureRest } = azure;
  const { maxMonthlyCost, teardown, freezers, ...policyRest } = rules;
  return {
    name,
    ...rest,
    azure: { ...azureRest, ...(resourceGroup !== undefined && { resourceGroup }) },
    ...(peeringLocation !== undefined && { peeringLocation }),
    channels: {
      ...(channels.slack !== undefined && { slack: channels.slack }),
      ...(channels.teams !== undefined && { teams: channels.teams }),
    },
    policy: {
      ...policyRest,
      ...(maxMonthlyCost !== undefined && { maxMonthlyCost }),
      ...(teardown && { teardown }),
      ...(freezers && { freezers }),
    },
    policyVersion: createHash("sha256").update(JSON.stringify(rules)).digest("hex").slice(0, 12),
  };
}

import { z } from "zod";
import { cidrOf, sameCidr } from "../domain/cidr.ts";
import type { Environment } from "../domain/environment.ts";
import { plainText } from "../domain/plain-text.ts";
import type { InterconnectRequest } from "../domain/plan.ts";
import {
  type ReadField,
  readAccepts,
  readActivate,
  readBandwidth,
  readBilling,
  readDrg,
  readFlag,
  readGateway,
  readList,
  readName,
  readNetwork,
  readReason,
  readSlash30,
  readTier,
} from "./request-fields.ts";

/** One thing that is wrong with a request, on its field. */
export interface FieldProblem {
  readonly field: string;
  /** `missing` can be asked for in the form; the others need another value. */
  readonly kind: "missing" | "invalid";
  readonly message: string;
  readonly hint: string;
}

export type RequestOutcome =
  | { readonly request: InterconnectRequest }
  /** Never empty; every problem there is. */
  | { readonly problems: readonly FieldProblem[] };

/** What was typed or filled in, by field name. An empty text is no answer. */
export type RequestFields = Readonly<Record<string, string>>;

const hintKey = "hint";

/** A field as text in, meaning out; what is wrong goes into the issue with its hint. */
function field<T>(read: (text: string) => ReadField<T>): z.ZodType<T, string> {
  return z
    .string()
    .trim()
    .transform((text, context): T => {
      const outcome = read(text);
      if ("value" in outcome) return outcome.value;
      context.addIssue({ code: "custom", message: outcome.message, params: { [hintKey]: outcome.hint } });
      return z.NEVER;
    });
}

const requestSchema = z.strictObject({
  name: field(readName),
  env: field((text) => ({ value: text })),
  bandwidth: field(readBandwidth),
  vnet: field(readNetwork(9, 26)),
  gateway: field(readGateway).optional(),
  fastpath: field(readFlag).optional(),
  vcn: field(readNetwork(16, 30)),
  drg: field(readDrg).optional(),
  routes: field(readList).optional(),
  tier: field(readTier).optional(),
  billing: field(readBilling).optional(),
  primary: field(readSlash30).optional(),
  secondary: field(readSlash30).optional(),
  activate: field(readActivate).optional(),
  reason: field(readReason),
  accept: field(readAccepts).optional(),
});

type ReadRequest = z.infer<typeof requestSchema>;

/** Names of the fields, in the order in which problems are told. */
export const requestFieldNames: readonly string[] = Object.keys(requestSchema.shape);

/** Reads a request from one line's arguments or from a form. All problems at once; nothing is asked of the clouds. */
export function readRequest(typed: RequestFields, environments: readonly Environment[]): RequestOutcome {
  const fields = Object.fromEntries(Object.entries(typed).filter(([, text]) => text.trim() !== ""));
  const environment = environments.find(({ name }) => name === fields["env"]?.trim());
  const parsed = requestSchema.safeParse(fields);
  const problems = [
    ...(parsed.success ? [] : parsed.error.issues.flatMap((issue) => problemsOf(issue, fields))),
    ...unknownEnvironment(fields, environment, environments),
    ...together(fields),
  ].toSorted((one, other) => requestFieldNames.indexOf(one.field) - requestFieldNames.indexOf(other.field));
  if (!parsed.success || environment === undefined || problems.length > 0) return { problems };
  return { request: toRequest(parsed.data, environment) };
}

function problemsOf(issue: z.core.$ZodIssue, fields: RequestFields): readonly FieldProblem[] {
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => invalid(key, `There is no field ${plainText(key)}.`, knownFields));
  }
  const name = String(issue.path[0] ?? "");
  if (fields[name] === undefined) {
    return [{ field: name, kind: "missing", message: `${name} is missing.`, hint: `Add ${name}=…` }];
  }
  const hint: unknown = issue.code === "custom" ? issue.params?.[hintKey] : undefined;
  return [invalid(name, issue.message, typeof hint === "string" ? hint : "")];
}

const knownFields = `Known fields: ${requestFieldNames.join(", ")}.`;

function unknownEnvironment(
  fields: RequestFields,
  environment: Environment | undefined,
  environments: readonly Environment[],
): readonly FieldProblem[] {
  const asked = fields["env"];
  if (asked === undefined || environment !== undefined) return [];
  const names = environments.map(({ name }) => name).join(", ");
  const hint = names === "" ? "You may use none; ask the operator." : `Choose ${names}.`;
  return [invalid("env", `There is no environment ${plainText(asked)} you may use.`, hint)];
}

/** What holds between fields, looked at even when one of them is wrong in itself. */
function together(fields: RequestFields): readonly FieldProblem[] {
  const { primary, secondary, vnet, gateway } = fields;
  const problems: FieldProblem[] = [];
  if ((primary === undefined) !== (secondary === undefined)) {
    const lacking = primary === undefined ? "primary" : "secondary";
    problems.push(invalid(lacking, "The two /30s go together.", "Give both, or leave both out."));
  }
  if (areSame(primary, secondary)) {
    problems.push(invalid("secondary", "Both sessions have the same /30.", "Give the second one another /30."));
  }
  if (isNew(vnet) && gateway !== undefined && !isNew(gateway)) {
    problems.push(invalid("gateway", "A new VNet has no gateway yet.", "Leave gateway out, or write new:ErGw1AZ."));
  }
  return problems;
}

function isNew(text: string | undefined): boolean {
  return text !== undefined && /^\s*new(?::|\s*$)/i.test(text);
}

function areSame(primary: string | undefined, secondary: string | undefined): boolean {
  const [one, other] = [cidrOf(primary ?? ""), cidrOf(secondary ?? "")];
  return one !== undefined && other !== undefined && sameCidr(one, other);
}

function invalid(name: string, message: string, hint: string): FieldProblem {
  return { field: name, kind: "invalid", message, hint };
}

function toRequest(read: ReadRequest, environment: Environment): InterconnectRequest {
  return {
    name: read.name,
    environment: environment.name,
    bandwidthMbps: read.bandwidth,
    ...toNetworks(read, environment),
    fastPath: read.fastpath ?? false,
    routeTables: read.routes ?? [],
    tier: read.tier ?? environment.defaults.tier,
    family: read.billing ?? environment.defaults.family,
    activate: read.activate ?? "now",
    reason: read.reason,
    accepts: read.accept ?? [],
  };
}

type Networks = Pick<InterconnectRequest, "vnet" | "gateway" | "vcn" | "drg" | "slash30s">;

function toNetworks({ vnet, gateway, vcn, drg, primary, secondary }: ReadRequest, environment: Environment): Networks {
  return {
    vnet: "use" in vnet ? vnet : { create: { addressPrefix: vnet.make } },
    ...(gateway && { gateway: toGateway(gateway, environment) }),
    vcn: "use" in vcn ? vcn : { create: { cidr: vcn.make } },
    ...(drg && { drg: "use" in drg ? drg : { create: true as const } }),
    ...(primary !== undefined && secondary !== undefined && { slash30s: { primary, secondary } }),
  };
}

function toGateway(
  gateway: NonNullable<ReadRequest["gateway"]>,
  { defaults }: Environment,
): NonNullable<InterconnectRequest["gateway"]> {
  return "use" in gateway ? gateway : { create: { sku: gateway.make ?? defaults.gatewaySku } };
}

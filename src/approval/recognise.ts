import type { Environment } from "../domain/environment.ts";
import type { MarkedResource } from "../domain/marked.ts";
import { markIn, planTextIn } from "../domain/owner-tags.ts";
import { type KeptPlan, planIn } from "./plan-text.ts";
import type { Seal } from "./seal.ts";

/** An interconnect as tags alone tell of it: what it was planned to be, and what bears its mark. */
export interface Recognised {
  readonly plan: KeptPlan;
  readonly resources: readonly MarkedResource[];
}

/** Why a marked resource is nobody's, or not this environment's. */
export type Unrecognised = "unsigned" | "other-environment" | "no-plan" | "other-accounts";

export interface Recognition {
  readonly links: readonly Recognised[];
  readonly ignored: readonly { readonly resource: MarkedResource; readonly why: Unrecognised }[];
}

/**
 * Tells which interconnects of an environment marked resources belong to. A mark counts only under the bot's own seal
 * over uid and environment, and a plan only under the seal over all of it: whoever can merely write tags makes nothing
 * the bot's own.
 */
export function recognise(seal: Seal, environment: Environment, marked: readonly MarkedResource[]): Recognition {
  const ignored = marked.flatMap((resource) => {
    const why = whyNot(seal, environment, resource);
    return why === undefined ? [] : [{ resource, why }];
  });
  const genuine = marked.filter((resource) => !ignored.some((one) => one.resource === resource));
  const links: Recognised[] = [];
  for (const [uid, resources] of byUid(genuine)) {
    const plan = planOf(seal, uid, environment, resources);
    if (typeof plan === "object") links.push({ plan, resources });
    else ignored.push(...resources.map((resource) => ({ resource, why: plan })));
  }
  return { links, ignored };
}

function whyNot(seal: Seal, { name }: Environment, { tags }: MarkedResource): Unrecognised | undefined {
  const { uid = "", environment = "", seal: given } = markIn(tags) ?? {};
  if (given === undefined || seal.owner(uid, environment).seal !== given) return "unsigned";
  return environment === name ? undefined : "other-environment";
}

function byUid(resources: readonly MarkedResource[]): ReadonlyMap<string, readonly MarkedResource[]> {
  const groups = new Map<string, MarkedResource[]>();
  for (const resource of resources) {
    const uid = markIn(resource.tags)?.uid ?? "";
    groups.set(uid, [...(groups.get(uid) ?? []), resource]);
  }
  return groups;
}

/** All resources of an interconnect carry the same plan, as far as they could hold it. */
function planOf(
  seal: Seal,
  uid: string,
  environment: Environment,
  resources: readonly MarkedResource[],
): KeptPlan | Unrecognised {
  const plans = resources.flatMap(({ tags }) => planIn(seal, planTextIn(tags)) ?? []);
  const plan = plans.find((one) => one.uid === uid && one.environment === environment.name);
  if (plan === undefined) return "no-plan";
  return liesIn(plan, environment) ? plan : "other-accounts";
}

function liesIn({ azure, oci }: KeptPlan, environment: Environment): boolean {
  return (
    azure.subscriptionId === environment.azure.subscriptionId &&
    oci.compartmentId === environment.oci.compartmentId &&
    oci.region === environment.oci.region
  );
}

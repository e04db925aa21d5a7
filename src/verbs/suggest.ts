import type { Option, SuggestQuery } from "../chat/form.ts";
import { roughly } from "../chat/words.ts";
import type { Reading } from "../domain/link-facts.ts";
import type { NetworkFacts } from "../domain/network-facts.ts";
import type { Choice, ChoiceStore, Choices } from "../store/choices.ts";

const mostOptions = 100;

/** Answers a search field from the latest survey, whose age it shows; the plan reads the clouds afresh anyway. */
export async function suggest(store: ChoiceStore, { source, typed, values }: SuggestQuery): Promise<readonly Option[]> {
  const choices = await store.read(values["env"] ?? "");
  if (!choices) return [];
  const age = roughly(Date.now() - choices.readAt);
  const wanted = typed.trim().toLowerCase();
  return choices[source]
    .filter(({ name, detail }) => `${name} ${detail}`.toLowerCase().includes(wanted))
    .slice(0, mostOptions)
    .map(({ name, detail }) => ({ value: name, label: name, description: `${detail} · read ${age} ago` }));
}

/** What a survey offers search fields. */
export function choicesFrom({ azure, oci }: NetworkFacts, readAt: number): Choices {
  const vnets = known(azure.vnets);
  return {
    readAt,
    vnet: vnets.map(({ name, addressPrefixes, location }) =>
      choice(name, `${addressPrefixes.join(", ")}, ${location}`),
    ),
    gateway: known(azure.gateways)
      .filter(({ gatewayType }) => gatewayType === "ExpressRoute")
      .map(({ name, sku, vnetId }) =>
        choice(name, `${sku}, in ${vnets.find(({ id }) => id === vnetId)?.name ?? "a VNet"}`),
      ),
    vcn: known(oci.vcns).map(({ name, cidrs }) => choice(name, cidrs.join(", "))),
    drg: known(oci.drgs).map(({ name, upgraded }) => choice(name, upgraded ? "DRG" : "legacy DRG, cannot be used")),
  };
}

const choice = (name: string, detail: string): Choice => ({ name, detail });

function known<T>(reading: Reading<readonly T[]>): readonly T[] {
  return reading.known ? reading.value : [];
}

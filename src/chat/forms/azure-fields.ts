import { creatableSkus, gatewaySkus, parseGatewaySku } from "../../domain/gateway-skus.ts";
import type { GatewaySku } from "../../domain/plan.ts";
import type { FormField, FormValues } from "../form.ts";
import { chosen } from "./create-values.ts";
import type { EnvironmentChoice } from "./environment-choice.ts";
import { existingOrNew, networkField, searchField } from "./field-parts.ts";

/** The network and its gateway: existing ones searched for, new ones asked for range and size. */
export function azureFields(values: FormValues, environment: EnvironmentChoice): readonly FormField[] {
  return [
    {
      kind: "choice",
      name: "vnet-is",
      label: "Azure network",
      leads: true,
      options: existingOrNew("An existing VNet", "A new VNet"),
      value: chosen(values, "vnet"),
    },
    networkField(values, "vnet"),
    ...gatewayFields(values, environment),
  ];
}

function gatewayFields(values: FormValues, environment: EnvironmentChoice): readonly FormField[] {
  const choice: FormField = {
    kind: "choice",
    name: "gateway-is",
    label: "ExpressRoute gateway",
    leads: true,
    options: [
      { value: "own", label: "The VNet's own, else a new one" },
      ...existingOrNew("Another existing one", "A new one, usually 15 to 45 min"),
    ],
    value: chosen(values, "gateway"),
  };
  switch (chosen(values, "gateway")) {
    case "own":
      return [choice, fastPathField(values)];
    case "existing":
      return [choice, searchField(values, "gateway", "Which gateway"), fastPathField(values)];
    case "new":
      return [
        ...(chosen(values, "vnet") === "new" ? [] : [choice]),
        sizeField(values, environment),
        ...(gatewaySkus[sizeOf(values, environment)].fastPath === "never" ? [] : [fastPathField(values)]),
      ];
  }
}

function sizeField(values: FormValues, environment: EnvironmentChoice): FormField {
  return {
    kind: "select",
    name: "gateway-size",
    label: "Size of the new gateway",
    help: "FastPath, which lets traffic bypass the gateway, needs ErGw3AZ.",
    leads: true,
    options: creatableSkus.map((sku) => ({
      value: sku,
      label: sku,
      description: `up to ${gatewaySkus[sku].throughputMbps / 1000} Gbps`,
    })),
    value: sizeOf(values, environment),
  };
}

function sizeOf(values: FormValues, environment: EnvironmentChoice): GatewaySku {
  const wanted = parseGatewaySku(values["gateway-size"] ?? "") ?? environment.defaults.gatewaySku;
  return creatableSkus.includes(wanted) ? wanted : "ErGw1AZ";
}

function fastPathField(values: FormValues): FormField {
  return {
    kind: "checkbox",
    name: "fastpath",
    label: "FastPath",
    text: "Let traffic bypass the gateway",
    help: "Needs ErGw3AZ, UltraPerformance or ErGwScale from 10 units; reaches neither peered VNets nor private endpoints.",
    optional: true,
    checked: values["fastpath"] === "yes",
  };
}

import type { FormField, FormValues } from "../form.ts";
import type { EnvironmentChoice } from "./environment-choice.ts";

/** Reach and billing of the circuit, and when traffic may flow. */
export function circuitFields(values: FormValues, { defaults }: EnvironmentChoice): readonly FormField[] {
  return [
    {
      kind: "select",
      name: "tier",
      label: "Circuit tier",
      options: [
        { value: "Local", label: "Local", description: "the peering location's own region" },
        { value: "Standard", label: "Standard", description: "the same geopolitical area" },
        { value: "Premium", label: "Premium", description: "worldwide" },
      ],
      value: values["tier"] ?? defaults.tier,
    },
    {
      kind: "select",
      name: "billing",
      label: "Billing of outbound data",
      options: [
        { value: "metered", label: "Metered", description: "by volume" },
        { value: "unlimited", label: "Unlimited", description: "one price for all; there is no way back" },
      ],
      value: values["billing"] ?? (defaults.family === "UnlimitedData" ? "unlimited" : "metered"),
    },
    {
      kind: "choice",
      name: "activate",
      label: "When both sessions are up",
      options: [
        { value: "now", label: "Let traffic flow at once" },
        { value: "hold", label: "Wait until somebody says so" },
      ],
      value: values["activate"] ?? "now",
    },
  ];
}

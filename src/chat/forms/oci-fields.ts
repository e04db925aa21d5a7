import type { FormField, FormValues } from "../form.ts";
import { chosen } from "./create-values.ts";
import { existingOrNew, filledIn, networkField, searchField } from "./field-parts.ts";

/** The network, the route tables that learn the way to Azure, and the DRG. */
export function ociFields(values: FormValues): readonly FormField[] {
  const routes: FormField = {
    kind: "text",
    name: "routes",
    label: "Route tables",
    help: "Which of the VCN's route tables or subnets get routes to Azure, separated by commas. Empty: its only one.",
    placeholder: "app, db",
    optional: true,
    ...filledIn(values, "routes"),
  };
  return [
    {
      kind: "choice",
      name: "vcn-is",
      label: "OCI network",
      leads: true,
      options: existingOrNew("An existing VCN", "A new VCN"),
      value: chosen(values, "vcn"),
    },
    networkField(values, "vcn"),
    ...(chosen(values, "vcn") === "existing" ? [routes] : []),
    {
      kind: "choice",
      name: "drg-is",
      label: "OCI gateway (DRG)",
      leads: true,
      options: [
        { value: "own", label: "The VCN's own, else a new one" },
        ...existingOrNew("Another existing one", "A new one"),
      ],
      value: chosen(values, "drg"),
    },
    ...(chosen(values, "drg") === "existing" ? [searchField(values, "drg", "Which DRG")] : []),
  ];
}

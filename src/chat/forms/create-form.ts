import { azureLocationName, ociRegionName } from "../../domain/region-pairs.ts";
import { type Block, divider, note, say, text } from "../card.ts";
import { type FormField, type FormValues, type FormView, formMessage } from "../form.ts";
import { azureFields } from "./azure-fields.ts";
import { circuitFields } from "./circuit-fields.ts";
import { chosen } from "./create-values.ts";
import type { EnvironmentChoice } from "./environment-choice.ts";
import { filledIn } from "./field-parts.ts";
import { ociFields } from "./oci-fields.ts";

export const createFormId = "create";
const title = "New interconnect";

export interface CreateFormContext {
  /** Those in which this person may ask; the form says so when there are none. */
  readonly environments: readonly EnvironmentChoice[];
  /** Shown above the fields, such as the findings of a first attempt. */
  readonly above?: readonly Block[];
}

/**
 * The form **New interconnect**, following what is filled in so far: an existing network is searched for and a new one
 * asked for its range, FastPath is offered where it can work. Pure: the same values give the same form.
 */
export function createForm(values: FormValues, { environments, above = [] }: CreateFormContext): FormView {
  if (environments.length === 0) return nowhereToAsk();
  const environment = environments.find(({ name }) => name === values["env"]) ?? onlyOne(environments);
  const filled: FormValues = environment ? { ...values, env: environment.name } : values;
  return {
    form: createFormId,
    subject: "",
    title,
    blocks: above,
    fields: environment ? fieldsFor(filled, environment, environments) : firstFields(filled, environments),
    footer: environment ? preview(filled, environment) : [note("Choose the environment; the rest follows.")],
    submit: "Check and ask",
  };
}

function nowhereToAsk(): FormView {
  return formMessage(createFormId, title, [
    text("There is no environment in which you may ask for an interconnect."),
    note("Who may ask is set by the policy of each environment; the operator of this bot can change it."),
  ]);
}

function onlyOne(environments: readonly EnvironmentChoice[]): EnvironmentChoice | undefined {
  return environments.length === 1 ? environments[0] : undefined;
}

function fieldsFor(
  values: FormValues,
  environment: EnvironmentChoice,
  environments: readonly EnvironmentChoice[],
): readonly FormField[] {
  return [
    ...firstFields(values, environments),
    ...azureFields(values, environment),
    ...ociFields(values),
    ...circuitFields(values, environment),
    {
      kind: "text",
      name: "reason",
      label: "Reason",
      help: "What the approver reads. At most 300 characters.",
      multiline: true,
      maxLength: 300,
      ...filledIn(values, "reason"),
    },
  ];
}

function firstFields(values: FormValues, environments: readonly EnvironmentChoice[]): readonly FormField[] {
  return [
    {
      kind: "text",
      name: "name",
      label: "Name",
      help: "What people will call it: 3 to 30 lower-case letters, digits and dashes.",
      placeholder: "erp",
      maxLength: 30,
      ...filledIn(values, "name"),
    },
    {
      kind: "select",
      name: "env",
      label: "Environment",
      help: "Which pair of cloud accounts. Only those in which you may ask.",
      leads: true,
      options: environments.map(({ name, azure, oci }) => ({
        value: name,
        label: name,
        description: `Azure ${azureLocationName(azure.location)} and OCI ${ociRegionName(oci.region)}`,
      })),
      ...filledIn(values, "env"),
    },
    {
      kind: "select",
      name: "bandwidth",
      label: "Bandwidth",
      options: ["1", "2", "5", "10"].map((figure) => ({ value: figure, label: `${figure} Gbps` })),
      value: values["bandwidth"] ?? "1",
    },
  ];
}

/** What is known before the clouds are asked; the rest is on the card that the approver gets. */
function preview(values: FormValues, environment: EnvironmentChoice): readonly Block[] {
  const where = environment.peeringLocation ?? "chosen from what both clouds offer";
  const takes = {
    own: "about 10 min with the VNet's own gateway, 20 to 50 min with a new one",
    existing: "about 10 min",
    new: "20 to 50 min, most of it the new gateway",
  }[chosen(values, "gateway")];
  return [
    divider(),
    text(say`Peering location: ${where}. Both /30s come from ${environment.peeringPool}. Building takes ${takes}.`),
    note("Sending this creates nothing: both clouds are checked, then an approver sees the plan with its cost."),
  ];
}

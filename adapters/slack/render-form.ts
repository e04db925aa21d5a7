import type { KnownBlock, ModalView } from "@slack/types";
import { cut } from "../../src/chat/cut.ts";
import type { FieldErrors, FormField, FormView } from "../../src/chat/form.ts";
import { symbols } from "../../src/chat/symbols.ts";
import { clean } from "../../src/domain/plain-text.ts";
import type { FormMemory } from "./form-state.ts";
import { limits } from "./limits.ts";
import { renderBlocks } from "./render-card.ts";
import { blockIdOf, plain, renderField } from "./render-field.ts";

/**
 * Draws a form as a modal. Every field has the name of its value as action_id, and a block_id that changes with the
 * generation: Slack keeps what was entered under an old block_id and would not show new values or options.
 */
export function renderForm(view: FormView, { generation, place }: Pick<FormMemory, "generation" | "place">): ModalView {
  const memory: FormMemory = { form: view.form, subject: view.subject, generation, place };
  return {
    type: "modal",
    callback_id: view.form,
    private_metadata: JSON.stringify(memory),
    title: plain(clean(view.title), limits.modalTitle),
    ...(view.submit !== undefined && { submit: plain(clean(view.submit), limits.modalButton) }),
    close: plain(view.submit === undefined ? "Close" : "Cancel", limits.modalButton),
    blocks: renderedBlocks(view, generation).slice(0, limits.blocksPerModal),
  };
}

function renderedBlocks(view: FormView, generation: number): KnownBlock[] {
  return [
    ...renderBlocks(view.blocks, "modal"),
    ...view.fields.flatMap((field) => [renderField(field, generation), ...renderError(field)]),
    ...renderBlocks(view.footer ?? [], "modal"),
  ];
}

/** Errors as Slack shows them beside the fields; those of fields that are not shown are told on the first one. */
export function renderErrors(
  errors: FieldErrors,
  shown: readonly string[],
  generation: number,
): Record<string, string> {
  const out: Record<string, string> = {};
  for (const [field, error] of Object.entries(errors)) {
    const place = shown.includes(field) ? field : shown[0];
    if (place === undefined) continue;
    const blockId = blockIdOf(place, generation);
    const told = place === field ? error : `${field}: ${error}`;
    out[blockId] = cut(out[blockId] === undefined ? told : `${out[blockId]} ${told}`, limits.fieldError);
  }
  return out;
}

function renderError({ error }: FormField): KnownBlock[] {
  if (error === undefined) return [];
  return renderBlocks([{ kind: "text", spans: [{ kind: "bold", text: `${symbols.look} ${clean(error)}` }] }], "modal");
}

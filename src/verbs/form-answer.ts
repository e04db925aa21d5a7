import { type Card, text } from "../chat/card.ts";
import type { FormView } from "../chat/form.ts";
import { createFormId } from "../chat/forms/create-form.ts";
import { takenForm } from "../chat/forms/form-messages.ts";
import { parseCommand } from "../chat/parse-command.ts";
import type { Incoming } from "../chat/ports.ts";
import { Answer } from "./answer.ts";
import type { VerbPorts } from "./ports.ts";

/** Answers in the form that is open for an act, whichever that is, else the person alone. */
export function answerInForm(ports: VerbPorts, incoming: Incoming): FormAnswer {
  return new FormAnswer(ports, incoming, () => takenForm(formOf(incoming)));
}

/** A command's form is called like its verb. */
function formOf({ act }: Incoming): string {
  if (act.kind !== "command") return act.kind === "form" ? act.form : createFormId;
  const read = parseCommand(act.text);
  return read.kind === "command" ? read.verb : createFormId;
}

/** Answers somebody who asks for a change: in the form that is open for it, else in words with buttons that open it. */
export class FormAnswer extends Answer {
  private readonly hasForm: boolean;
  private readonly inPlace: (words: string) => FormView;

  /** @param inPlace a message in the place of the form */
  constructor(ports: VerbPorts, incoming: Incoming, inPlace: (words: string) => FormView) {
    super(ports, incoming);
    const { act } = incoming;
    this.hasForm = act.kind !== "action" && act.formId !== undefined;
    this.inPlace = inPlace;
  }

  async show(form: FormView, card: Card): Promise<void> {
    if (this.hasForm) return this.send(this.message(form, card));
    await this.openly(card);
  }

  async refuse(card: Card): Promise<void> {
    const form = { ...this.inPlace(card.title), blocks: [text(card.title), ...card.blocks] };
    await this.send(this.message(form, card));
  }
}

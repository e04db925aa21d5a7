import type { FormValues } from "../../src/chat/form.ts";
import type { Place } from "../../src/chat/ports.ts";
import { isRecord } from "./is-record.ts";

/** What a modal remembers of its form, in `private_metadata`. */
export interface FormMemory {
  readonly form: string;
  readonly subject: string;
  /** Rises each time the form follows a choice. */
  readonly generation: number;
  /** Where the form was opened. */
  readonly place: Place;
}

/** What is filled in, by field; from the state of a modal as Slack sends it. */
export function valuesOf(state: unknown): FormValues {
  const blocks = isRecord(state) && isRecord(state["values"]) ? Object.values(state["values"]) : [];
  const entries = blocks.flatMap((block) => (isRecord(block) ? Object.entries(block) : []));
  return Object.fromEntries(
    entries.flatMap(([name, input]) => {
      const value = valueOf(input);
      return value === undefined || value === "" ? [] : [[name, value]];
    }),
  ) as FormValues;
}

function valueOf(input: unknown): string | undefined {
  if (!isRecord(input)) return undefined;
  const { value, selected_option: option, selected_options: many } = input;
  if (typeof value === "string") return value;
  if (isRecord(option) && typeof option["value"] === "string") return option["value"];
  return Array.isArray(many) && many.length > 0 ? "yes" : undefined;
}

/** What a modal was drawn from; undefined when it is not one of ours. */
export function memoryOf(privateMetadata: string): FormMemory | undefined {
  const read: unknown = parsed(privateMetadata);
  if (!isRecord(read)) return undefined;
  const { form, subject, generation, place } = read;
  if (typeof form !== "string" || typeof subject !== "string" || typeof generation !== "number") return undefined;
  const at = placeOf(place);
  return at && { form, subject, generation, place: at };
}

function placeOf(stored: unknown): Place | undefined {
  if (!isRecord(stored) || typeof stored["channel"] !== "string") return undefined;
  const { channel, direct, threadRef } = stored;
  const thread = typeof threadRef === "string" ? { threadRef } : {};
  return { platform: "slack", channel, direct: direct === true, ...thread };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

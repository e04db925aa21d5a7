import { z } from "zod";
import type { FormView } from "../../src/chat/form.ts";
import type { Place } from "../../src/chat/ports.ts";

/**
 * What a card gives back when one of its buttons is used, beside what was filled in. It stands under one name of its
 * own, so that no field can be mistaken for it. It is as trustworthy as the person who sends it: policy is applied to
 * what it leads to.
 */
const place = z.object({
  channel: z.string().min(1),
  direct: z.boolean(),
  threadRef: z.string().optional(),
});

const schema = z.object({
  interconnect: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("press"), action: z.string(), subject: z.string() }),
    z.object({
      kind: z.enum(["send", "follow"]),
      form: z.string(),
      subject: z.string(),
      /** Where the form was asked for. */
      place: place.optional(),
      /** What the fields that others depend on showed when the form was drawn. */
      led: z.record(z.string(), z.string()),
    }),
  ]),
});

type CardData = z.infer<typeof schema>["interconnect"];
export type PressData = Extract<CardData, { kind: "press" }>;
export type FormData = Exclude<CardData, { kind: "press" }>;

/** Data of a button, as it is written into a card. */
export function cardData(data: CardData): object {
  return { interconnect: data };
}

/** What a used button carries; undefined when it is none of ours. */
export function readCardData(value: unknown): CardData | undefined {
  return schema.safeParse(value).data?.interconnect;
}

/** What is filled in, by field. */
export function readValues(value: unknown): Readonly<Record<string, string>> {
  const entries = Object.entries(z.record(z.string(), z.unknown()).safeParse(value).data ?? {});
  return Object.fromEntries(
    entries.flatMap(([name, input]) => (typeof input === "string" && input !== "" ? [[name, input]] : [])),
  );
}

/** What a form shows as filled in, by field. */
export function valuesShown({ fields }: FormView): Readonly<Record<string, string>> {
  return Object.fromEntries(
    fields.flatMap((field) => {
      const ticked = field.kind === "checkbox" && field.checked ? "yes" : undefined;
      const value = field.kind === "checkbox" ? ticked : field.value;
      return value === undefined || value === "" ? [] : [[field.name, value]];
    }),
  );
}

/** Names of the fields on which others depend. */
export function leadingFields({ fields }: FormView): readonly string[] {
  return fields.flatMap((field) =>
    (field.kind === "select" || field.kind === "choice") && field.leads === true ? [field.name] : [],
  );
}

/** A place as a form remembers it. */
export function placeOf(data: FormData): Place | undefined {
  if (data.place === undefined) return undefined;
  const { channel, direct, threadRef } = data.place;
  return { platform: "teams", channel, direct, ...(threadRef !== undefined && { threadRef }) };
}

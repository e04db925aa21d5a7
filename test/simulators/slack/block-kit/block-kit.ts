import { randomBytes } from "node:crypto";
import type { z } from "zod";
import { LIMITS } from "../limits.ts";
import { type Block, type Modal, messageBlocks, modal } from "./blocks.ts";
import type { Accessory, ActionElement, InputElement } from "./elements.ts";
import { suggestions } from "./objects.ts";
import { problemsOf } from "./problems.ts";

/** What was sent, if Slack would take it; else every reason why not. */
export type Checked<T> = { ok: true; value: T } | { ok: false; problems: string[] };

/** An element that a person can use. */
export type Interactive = Exclude<ActionElement | Accessory | InputElement, { type: "image" }>;

/** The elements of a block that a person can use. */
export function interactiveIn(block: Block): Interactive[] {
  switch (block.type) {
    case "actions":
      return block.elements;
    case "input":
      return [block.element];
    case "section":
      return block.accessory && block.accessory.type !== "image" ? [block.accessory] : [];
    default:
      return [];
  }
}

const repeated = (ids: (string | undefined)[]) => ids.filter((id, at) => id !== undefined && ids.indexOf(id) !== at);

function clashes(blocks: Block[]): string[] {
  const inBlocks = blocks.flatMap((block, at) =>
    repeated(interactiveIn(block).map((element) => element.action_id)).map(
      (id) => `\`action_id\` "${id}" already exists for block [json-pointer:/blocks/${at}]`,
    ),
  );
  return [
    ...repeated(blocks.map((block) => block.block_id)).map(
      (id) => `\`block_id\` "${id}" already exists [json-pointer:/blocks]`,
    ),
    ...inBlocks,
  ];
}

function excesses(blocks: Block[]): string[] {
  const tables = blocks.filter((block) => block.type === "table").length;
  const markdown = blocks.reduce((sum, block) => sum + (block.type === "markdown" ? block.text.length : 0), 0);
  const focused = blocks
    .flatMap(interactiveIn)
    .filter((element) => "focus_on_load" in element && element.focus_on_load).length;
  return [
    ...(tables > 1 ? ["only_one_table_allowed [json-pointer:/blocks]"] : []),
    ...(markdown > LIMITS.markdownCharacters ? ["markdown is too long [json-pointer:/blocks]"] : []),
    ...(focused > 1 ? ["only one element can be focused on load [json-pointer:/blocks]"] : []),
  ];
}

const freshId = () => randomBytes(4).toString("base64url");

function withIds(block: Block): Block {
  for (const element of interactiveIn(block)) element.action_id ??= freshId();
  block.block_id ??= freshId();
  return block;
}

function check<T extends z.ZodType>(schema: T, raw: unknown, root: string[]): Checked<z.infer<T>> {
  const parsed = schema.safeParse(raw, { reportInput: true });
  return parsed.success ? { ok: true, value: parsed.data } : { ok: false, problems: problemsOf(parsed.error, root) };
}

function finish<T>(value: T, blocks: Block[]): Checked<T> {
  const problems = [...clashes(blocks), ...excesses(blocks)];
  if (problems.length > 0) return { ok: false, problems };
  blocks.forEach(withIds);
  return { ok: true, value };
}

/** The blocks of a message as Slack would store them: missing ids are filled in. */
export function checkBlocks(raw: unknown): Checked<Block[]> {
  const checked = check(messageBlocks, raw, ["blocks"]);
  return checked.ok ? finish(checked.value, checked.value) : checked;
}

/** A modal as Slack would store it: missing ids are filled in. */
export function checkModal(raw: unknown): Checked<Modal> {
  const checked = check(modal, raw, ["view"]);
  return checked.ok ? finish(checked.value, checked.value.blocks) : checked;
}

/** An app's answer to a `block_suggestion`. */
export function checkSuggestions(raw: unknown): Checked<z.infer<typeof suggestions>> {
  return check(suggestions, raw, []);
}

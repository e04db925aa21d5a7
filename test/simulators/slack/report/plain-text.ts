import type { Interactive } from "../block-kit/block-kit.ts";
import type { Block } from "../block-kit/blocks.ts";
import type { RichTextInline, RichTextPart } from "../block-kit/rich-text.ts";
import type { Directory } from "../workspace/directory.ts";

/** How a person, channel or group is called when people read it. */
export class Names {
  private readonly directory: Directory;

  constructor(directory: Directory) {
    this.directory = directory;
  }

  person(id: string): string {
    return `@${this.directory.people.get(id)?.name ?? id}`;
  }

  channel(id: string): string {
    return `#${this.directory.channels.get(id)?.name ?? id}`;
  }

  group(id: string): string {
    return `@${this.directory.groups.get(id)?.handle ?? id}`;
  }
}

/** Slack's markup as people read it: mentions by name, links by their text, dates by their fallback. */
export function readMrkdwn(text: string, names: Names): string {
  return text
    .replace(/<@([A-Z0-9]+)(?:\|[^>]*)?>/g, (_, id: string) => names.person(id))
    .replace(/<#([A-Z0-9]+)(?:\|[^>]*)?>/g, (_, id: string) => names.channel(id))
    .replace(/<!subteam\^([A-Z0-9]+)(?:\|[^>]*)?>/g, (_, id: string) => names.group(id))
    .replace(/<!date\^[^|>]*\|([^>]*)>/g, "$1")
    .replace(/<!(here|channel|everyone)(?:\|[^>]*)?>/g, "@$1")
    .replace(/<[^@#!|>][^|>]*\|([^>]*)>/g, "$1")
    .replace(/<([^@#!|>][^|>]*)>/g, "$1")
    .replace(/(^|[\s(])\*(\S(?:[^*\n]*\S)?)\*(?=[\s.,:;)!?]|$)/gm, "$1$2")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&amp;/g, "&");
}

type TextObject = { type: "plain_text" | "mrkdwn"; text: string };

const read = ({ type, text }: TextObject, names: Names): string => (type === "mrkdwn" ? readMrkdwn(text, names) : text);

function inlineText(element: RichTextInline, names: Names): string {
  switch (element.type) {
    case "text":
      return element.text;
    case "link":
      return element.text ?? element.url;
    case "user":
      return names.person(element.user_id);
    case "usergroup":
      return names.group(element.usergroup_id);
    case "channel":
      return names.channel(element.channel_id);
    case "emoji":
      return `:${element.name}:`;
    case "date":
      return element.fallback ?? new Date(element.timestamp * 1000).toISOString();
    default:
      return `@${element.range}`;
  }
}

function partText(part: RichTextPart, names: Names): string {
  if (part.type !== "rich_text_list") return part.elements.map((one) => inlineText(one, names)).join("");
  const items = part.elements.map((item) => item.elements.map((one) => inlineText(one, names)).join(""));
  const first = (part.offset ?? 0) + 1;
  return items.map((item, at) => `${part.style === "ordered" ? `${first + at}.` : "•"} ${item}`).join("\n");
}

function elementText(element: Interactive): string {
  switch (element.type) {
    case "button":
      return `[${element.text.text}]`;
    case "radio_buttons":
    case "checkboxes":
      return element.options.map(({ text }) => `( ) ${text.text}`).join("  ");
    default:
      return `[${element.placeholder?.text ?? ""}${element.type.includes("select") ? " ▾" : " ____"}]`;
  }
}

function sectionText(block: Block & { type: "section" }, names: Names): string {
  const { accessory } = block;
  const beside = accessory && (accessory.type === "image" ? `(${accessory.alt_text})` : elementText(accessory));
  const parts = [block.text && read(block.text, names), ...(block.fields ?? []).map((field) => read(field, names))];
  const lines = parts.filter((part) => part !== undefined).join("\n");
  return beside === undefined ? lines : `${lines}  ${beside}`;
}

/** A block as plain text: buttons as `[Label]`, pictures by what they are said to show. */
export function blockText(block: Block, names: Names): string {
  switch (block.type) {
    case "section":
      return sectionText(block, names);
    case "header":
      return block.text.text;
    case "context":
      return block.elements.map((one) => (one.type === "image" ? `(${one.alt_text})` : read(one, names))).join(" · ");
    case "divider":
      return "───";
    case "actions":
      return block.elements.map(elementText).join(" ");
    case "input":
      return `${block.label.text}: ${elementText(block.element)}`;
    case "image":
      return `(picture: ${block.alt_text})`;
    case "rich_text":
      return block.elements.map((part) => partText(part, names)).join("\n");
    case "table":
      return block.rows
        .map((row) => row.map((cell) => (cell.type === "raw_text" ? cell.text : blockText(cell, names))).join(" | "))
        .join("\n");
    default:
      return block.text;
  }
}

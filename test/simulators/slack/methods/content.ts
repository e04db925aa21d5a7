import { z } from "zod";
import { checkBlocks } from "../block-kit/block-kit.ts";
import type { Block } from "../block-kit/blocks.ts";
import { LIMITS } from "../limits.ts";
import type { Content, Metadata } from "../workspace/messages.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { flag, packed } from "./method.ts";
import { Refusal } from "./refusal.ts";

/** The arguments that say what a message reads. */
export const contentArgs = {
  text: z.string().optional(),
  blocks: packed.optional(),
  metadata: packed.optional(),
  link_names: flag,
  parse: z.enum(["none", "full"]).optional(),
};

/** How links in a new message are shown. */
export const unfurlArgs = { unfurl_links: flag, unfurl_media: flag, mrkdwn: flag };

const metadataSchema = z.strictObject({
  event_type: z.string().min(1),
  event_payload: z.record(z.string(), z.unknown()),
});

function missingFiles({ files }: Workspace, blocks: readonly Block[]): string[] {
  return blocks.flatMap((block, at) => {
    if (block.type !== "image" || !block.slack_file || !("id" in block.slack_file)) return [];
    const known = files.all.get(block.slack_file.id)?.content !== undefined;
    return known ? [] : [`invalid slack file [json-pointer:/blocks/${at}/slack_file]`];
  });
}

/** Blocks that Slack would store. @throws Refusal `invalid_blocks` with every reason */
export function blocksOf(workspace: Workspace, raw: unknown): readonly Block[] {
  if (raw === undefined) return [];
  const checked = checkBlocks(raw);
  const reasons = checked.ok ? missingFiles(workspace, checked.value) : checked.problems;
  if (!checked.ok || reasons.length > 0) throw new Refusal("invalid_blocks", { reasons });
  return checked.value;
}

function metadataOf(raw: unknown): Metadata | undefined {
  if (raw === undefined) return undefined;
  const parsed = metadataSchema.safeParse(raw);
  if (!parsed.success) throw new Refusal("invalid_metadata_format");
  if (JSON.stringify(parsed.data).length > LIMITS.metadataBytes) throw new Refusal("metadata_too_large");
  return parsed.data;
}

/** What a message is to read. @throws Refusal for anything that Slack would not take */
export function contentOf(
  workspace: Workspace,
  args: { text?: string | undefined; blocks?: unknown; metadata?: unknown },
  longest: number,
): Content {
  const blocks = blocksOf(workspace, args.blocks);
  const text = args.text ?? "";
  if (text === "" && blocks.length === 0) throw new Refusal("no_text");
  if (text.length > longest) throw new Refusal("msg_too_long");
  return { text, blocks, metadata: metadataOf(args.metadata) };
}

import { z } from "zod";
import type { Route, SimRequest } from "../../kit/routes.ts";
import { LIMITS } from "../limits.ts";
import { BOT } from "../workspace/default-seed.ts";
import { UPLOAD_PATH } from "../workspace/files.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { postableChannel } from "./channels.ts";
import { blocksOf } from "./content.ts";
import { method, packed } from "./method.ts";
import { Refusal } from "./refusal.ts";

const scopes = ["files:write"];

const getUploadUrl = method(
  { name: "files.getUploadURLExternal", tier: 4, scopes },
  {
    filename: z.string().min(1),
    length: z.coerce.number().int().min(1),
    alt_text: z.string().max(LIMITS.imageAltText).optional(),
  },
  ({ files, origin }, { filename, length, alt_text }) => {
    const { id } = files.announce({ name: filename, length, altText: alt_text });
    return { file_id: id, upload_url: `${origin}${UPLOAD_PATH}/${id}` };
  },
);

const listOfFiles = z.array(z.strictObject({ id: z.string(), title: z.string().optional() })).min(1);

const completeUpload = method(
  { name: "files.completeUploadExternal", tier: 4, scopes },
  {
    files: packed.pipe(listOfFiles),
    channel_id: z.string().optional(),
    thread_ts: z.string().optional(),
    initial_comment: z.string().optional(),
    blocks: packed.optional(),
  },
  (workspace, args) => {
    const uploaded = args.files.map(({ id, title }) => {
      const file = workspace.files.all.get(id);
      if (file?.content === undefined) throw new Refusal("file_not_found");
      file.title = title ?? file.name;
      return file;
    });
    if (args.channel_id !== undefined)
      workspace.messages.post({
        channel: postableChannel(workspace, args.channel_id).id,
        user: BOT.userId,
        text: args.initial_comment ?? "",
        blocks: blocksOf(workspace, args.blocks),
        threadTs: args.thread_ts,
        fileIds: uploaded.map(({ id }) => id),
      });
    return { files: uploaded.map(({ id, title }) => ({ id, title })) };
  },
);

/** Uploading files in three steps: an address, the content, where to show it. */
export const fileMethods = [getUploadUrl, completeUpload];

/** What was uploaded: the one part of a form, else the body itself. */
function contentOf({ raw, headers }: SimRequest): Buffer {
  const boundary = /boundary=(.+)$/.exec(headers["content-type"] ?? "")?.[1];
  if (boundary === undefined) return raw;
  return raw.subarray(raw.indexOf("\r\n\r\n") + 4, raw.lastIndexOf(`\r\n--${boundary}--`));
}

/** The address that takes a file's content, as a form or as it is. */
export const uploadRoute = ({ files }: Workspace): Route => ({
  method: "POST",
  path: `${UPLOAD_PATH}/:id`,
  handler(request) {
    const file = files.all.get(request.param("id"));
    if (!file) return { status: 404, body: "no such upload" };
    file.content = contentOf(request);
    return { status: 200, body: `OK - ${file.content.length}` };
  },
});

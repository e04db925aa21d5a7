import { z } from "zod";
import { isObject } from "../../kit/json.ts";
import { cardProblems } from "../cards/check.ts";
import { LIMITS } from "../limits.ts";
import type { Content, Mention, Picture } from "../tenant/messages.ts";
import type { Tenant } from "../tenant/tenant.ts";
import { Refusal } from "./refusal.ts";

const CARD_TYPE = "application/vnd.microsoft.card.adaptive";
const PICTURE_TYPES = ["image/png", "image/jpeg", "image/gif"];

const attachment = z.looseObject({
  contentType: z.string(),
  content: z.unknown().optional(),
  contentUrl: z.string().optional(),
  name: z.string().optional(),
});

const mention = z.looseObject({
  type: z.literal("mention"),
  text: z.string(),
  mentioned: z.looseObject({ id: z.string(), name: z.string().optional() }),
});

const message = z.looseObject({
  type: z.literal("message"),
  text: z.string().optional(),
  textFormat: z.enum(["plain", "markdown", "xml"]).default("markdown"),
  summary: z.string().optional(),
  attachments: z.array(attachment).default([]),
  entities: z.array(z.looseObject({ type: z.string() })).default([]),
});

type Activity = z.infer<typeof message>;

function parsed(body: unknown): Activity {
  const read = message.safeParse(body);
  if (!read.success)
    throw new Refusal("BadSyntax", {
      reasons: read.error.issues.map((one) => `${one.path.join(".")}: ${one.message}`),
    });
  return read.data;
}

function mentionsIn({ entities, text = "" }: Activity): readonly Mention[] {
  const mentions = entities.flatMap((entity) => mention.safeParse(entity).data ?? []);
  const astray = mentions.find((one) => !text.includes(one.text));
  if (astray) throw new Refusal("BadSyntax", { reasons: [`the mention ${astray.text} stands nowhere in the text`] });
  return mentions.map(({ text: written, mentioned }) => ({
    text: written,
    id: mentioned.id,
    name: mentioned.name ?? "",
  }));
}

function pictureOf({ contentType, contentUrl = "", name }: z.infer<typeof attachment>): Picture {
  const [, data] = /^data:image\/\w+;base64,(.*)$/s.exec(contentUrl) ?? [];
  if (data === undefined && !contentUrl.startsWith("https://"))
    throw new Refusal("BadSyntax", { reasons: ["a picture is sent as data, or by an https address"] });
  if ((data?.length ?? 0) * 0.75 > LIMITS.pictureBytes) throw new Refusal("MessageSizeTooBig");
  return { contentType, contentUrl, name };
}

function cardOf({ attachments, text }: Activity) {
  const [card, another] = attachments.filter(({ contentType }) => contentType === CARD_TYPE);
  if (!card) return undefined;
  // Teams takes these, but some of its clients give no id for them, and then nobody can edit the message.
  if (another) throw new Refusal("BadArgument", { reasons: ["one card an activity, or some clients lose its id"] });
  if (text) throw new Refusal("BadArgument", { reasons: ["no text beside a card, or some clients lose its id"] });
  const problems = cardProblems(card.content);
  if (problems.length > 0 || !isObject(card.content)) throw new Refusal("BadSyntax", { reasons: problems });
  if (Buffer.byteLength(JSON.stringify(card.content)) > LIMITS.cardBytes) throw new Refusal("MessageSizeTooBig");
  return card.content;
}

function checkMentioned({ directory }: Tenant, { card, mentions }: Pick<Content, "card" | "mentions">): void {
  const ids = [...mentions.map(({ id }) => id), ...mentionedIn(card)];
  const stranger = ids.find((id) => !directory.findPerson(id));
  if (stranger !== undefined)
    throw new Refusal("BadArgument", { reasons: [`nobody to mention has the id ${stranger}`] });
}

const cardEntities = z.looseObject({
  msteams: z.looseObject({ entities: z.array(mention).default([]) }).optional(),
});

const mentionedIn = (card: Content["card"]): string[] =>
  (cardEntities.safeParse(card).data?.msteams?.entities ?? []).map(({ mentioned }) => mentioned.id);

/** What an activity says, when Teams would show it. @throws Refusal with every reason why not */
export function contentOf(tenant: Tenant, body: unknown): Content {
  const activity = parsed(body);
  const pictures = activity.attachments.filter(({ contentType }) => PICTURE_TYPES.includes(contentType)).map(pictureOf);
  const card = cardOf(activity);
  if (pictures.length + (card ? 1 : 0) < activity.attachments.length)
    throw new Refusal("BadSyntax", { reasons: ["an attachment is neither an Adaptive Card nor a picture"] });
  const { text = "", textFormat, summary } = activity;
  if (text === "" && activity.attachments.length === 0)
    throw new Refusal("BadSyntax", { reasons: ["it says nothing"] });
  if (Buffer.byteLength(text) > LIMITS.activityBytes) throw new Refusal("MessageSizeTooBig");
  const content = { text, textFormat, summary, card, pictures, mentions: mentionsIn(activity) };
  checkMentioned(tenant, content);
  return content;
}

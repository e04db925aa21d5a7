import { botMention, slashCommand } from "../../src/chat/command-table.ts";

/**
 * What a person wrote, out of the form in which Teams passes it on: mentions become the names that stood there, and
 * `&lt;` is `<` again. A leading mention of the bot is taken off, also where it was typed or pasted as plain text, and
 * so is the slash command that people know from Slack.
 */
export function writtenText(text: string): string {
  const bare = text
    .trim()
    .replace(/^<at[^>]*>[^<]*<\/at>/iu, "")
    .replace(/<at[^>]*>([^<]*)<\/at>/giu, "$1")
    .replaceAll("&nbsp;", " ")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&")
    .trim();
  const before = [slashCommand, botMention].find((one) => bare === one || bare.startsWith(`${one} `));
  return before === undefined ? bare : bare.slice(before.length).trim();
}

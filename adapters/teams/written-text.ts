import { slashCommand } from "../../src/chat/command-table.ts";

/**
 * What a person wrote, out of the form in which Teams passes it on: mentions become the names that stood there, and
 * `&lt;` is `<` again. A leading mention of the bot is taken off, and so is the slash command that people know from
 * Slack.
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
  return bare === slashCommand || bare.startsWith(`${slashCommand} `) ? bare.slice(slashCommand.length).trim() : bare;
}

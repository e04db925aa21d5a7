/**
 * What a person wrote, out of the form in which Slack passes it on: its own markup for links and mentions becomes the
 * text that stood there, and `&lt;` is `<` again. A leading mention of the bot is taken off.
 *
 * @see https://docs.slack.dev/messaging/formatting-message-text#retrieving-messages
 */
export function writtenText(text: string): string {
  return text
    .replace(/^\s*<@[UW][A-Z0-9]+(?:\|[^>]*)?>\s*/u, "")
    .replace(/<([@#!]?)([^>|]*)(?:\|([^>]*))?>/gu, (_all, sign: string, target: string, label?: string) =>
      label === undefined || label === "" ? sign + bare(target) : label,
    )
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&")
    .trim();
}

/** Slack turns what looks like an address into a link: `http://10.1.0.0/16` was written `10.1.0.0/16`. */
function bare(target: string): string {
  return target.replace(/^(?:https?:\/\/|mailto:)/u, "");
}

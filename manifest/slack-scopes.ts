/**
 * The rights that the bot's token needs, each with what it is for. The manifest asks for exactly these.
 *
 * @see https://docs.slack.dev/reference/scopes
 */
export const botScopes = {
  commands: "the slash command",
  "app_mentions:read": "commands by mention, in threads",
  "chat:write": "posting and editing messages",
  "im:write": "direct messages",
  "channels:history": "finding a message again whose answer was lost, in public channels",
  "groups:history": "the same in private channels",
  "im:history": "the same in direct messages",
  "channels:read": "whether a public channel is archived or shared, and who is in it",
  "groups:read": "the same for private channels",
  "users:read": "whether somebody is a guest, a bot or has left",
  "usergroups:read": "who belongs to a group of approvers",
} as const;

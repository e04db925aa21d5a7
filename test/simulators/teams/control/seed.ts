import { z } from "zod";
import type { Directory } from "../tenant/directory.ts";

const person = z.strictObject({
  id: z.string().startsWith("29:"),
  aadObjectId: z.guid(),
  name: z.string(),
  displayName: z.string(),
  email: z.string(),
  tz: z.string().default("Etc/UTC"),
  tenantId: z.guid(),
  guest: z.boolean().optional(),
  deactivated: z.boolean().optional(),
});

const team = z.strictObject({
  id: z.string().startsWith("19:"),
  aadGroupId: z.guid(),
  name: z.string(),
  archived: z.boolean().default(false),
});

const conversation = z.strictObject({
  id: z.string().startsWith("19:"),
  kind: z.enum(["channel", "groupChat"]),
  name: z.string(),
  teamId: z.string().optional(),
  members: z.array(z.string()).transform((ids) => new Set(ids)),
  botIn: z.boolean().default(true),
  shared: z.boolean().default(false),
});

const seed = z.strictObject({
  people: z.array(person).default([]),
  teams: z.array(team).default([]),
  conversations: z.array(conversation).default([]),
});

/**
 * Adds people, teams and conversations, or replaces those of the same id; members are ids of people.
 * @throws RangeError on a body of another shape
 */
export function seedDirectory(directory: Directory, body: unknown): { readonly added: number } {
  const parsed = seed.safeParse(body);
  if (!parsed.success) throw new RangeError(z.prettifyError(parsed.error));
  const { people, teams, conversations } = parsed.data;
  for (const one of people) directory.people.set(one.id, one);
  for (const one of teams) directory.teams.set(one.id, one);
  for (const one of conversations) directory.conversations.set(one.id, one);
  return { added: people.length + teams.length + conversations.length };
}

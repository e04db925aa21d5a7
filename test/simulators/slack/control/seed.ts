import { z } from "zod";
import type { Directory } from "../workspace/directory.ts";

const members = z.array(z.string()).transform((ids) => new Set(ids));

const person = z.strictObject({
  id: z.string().regex(/^U[A-Z0-9]+$/),
  name: z.string(),
  realName: z.string(),
  tz: z.string().default("Etc/UTC"),
  email: z.string().optional(),
  teamId: z.string().optional(),
  bot: z.boolean().optional(),
  guest: z.enum(["multi-channel", "single-channel"]).optional(),
  deactivated: z.boolean().optional(),
});

const channel = z.strictObject({
  id: z.string().regex(/^C[A-Z0-9]+$/),
  name: z.string(),
  kind: z.enum(["public", "private"]).default("public"),
  members,
  archived: z.boolean().default(false),
  extShared: z.boolean().default(false),
});

const group = z.strictObject({ id: z.string().regex(/^S[A-Z0-9]+$/), handle: z.string(), members });

const seed = z.strictObject({
  people: z.array(person).default([]),
  channels: z.array(channel).default([]),
  groups: z.array(group).default([]),
});

/**
 * Adds people, channels and groups, or replaces those of the same id; members are ids of people.
 * @throws RangeError on a body of another shape
 */
export function seedDirectory(directory: Directory, body: unknown): { readonly added: number } {
  const parsed = seed.safeParse(body);
  if (!parsed.success) throw new RangeError(z.prettifyError(parsed.error));
  const { people, channels, groups } = parsed.data;
  for (const one of people) directory.people.set(one.id, one);
  for (const one of channels) directory.channels.set(one.id, one);
  for (const one of groups) directory.groups.set(one.id, one);
  return { added: people.length + channels.length + groups.length };
}

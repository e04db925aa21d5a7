import { z } from "zod";
import { parseJson } from "../../kit/json.ts";
import { problemsOf } from "../block-kit/problems.ts";
import type { RateTier } from "../limits.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { Refusal } from "./refusal.ts";

/** What a call answers beside `ok`. */
export type Answer = Readonly<Record<string, unknown>>;

/** One method of the Web API. */
export interface ApiMethod {
  readonly name: string;
  readonly tier: RateTier;
  readonly token: "bot" | "app";
  readonly scopes: readonly string[];
  /** @throws Refusal */
  invoke(workspace: Workspace, raw: unknown): Answer | Promise<Answer>;
}

/**
 * Makes a method of its arguments' schema and what it does. Slack ignores arguments that it does not
 * know; here they are `invalid_arguments`, since they are always a slip of the caller.
 */
export const method = <S extends z.ZodRawShape>(
  facts: Pick<ApiMethod, "name" | "tier"> & Partial<Pick<ApiMethod, "scopes" | "token">>,
  shape: S,
  run: (workspace: Workspace, args: z.infer<z.ZodObject<S>>) => Answer | Promise<Answer>,
): ApiMethod => {
  const schema = z.strictObject(shape);
  return {
    token: "bot",
    scopes: [],
    ...facts,
    invoke(workspace, raw) {
      const args = schema.safeParse(raw, { reportInput: true });
      if (!args.success) throw new Refusal("invalid_arguments", { reasons: problemsOf(args.error, []) });
      return run(workspace, args.data);
    },
  };
};

const unpacked = (value: unknown): unknown => (typeof value === "string" ? (parseJson(value) ?? value) : value);

/** A yes or no, as forms and JSON bodies write it. */
export const flag = z
  .union([z.boolean(), z.enum(["true", "false", "1", "0"]).transform((text) => text === "true" || text === "1")])
  .optional();

/** A whole number, as forms and JSON bodies write it. */
export const count = z.coerce.number().int().min(1).optional();

/** Anything that travels as JSON inside a form; the text itself where it is no JSON. */
export const packed = z.unknown().transform(unpacked);

import { z } from "zod";

const exchangeSchema = z.object({
  request: z.object({
    method: z.string(),
    url: z.string(),
    headers: z.record(z.string(), z.string()),
    body: z.string(),
  }),
  response: z.object({ status: z.number(), headers: z.record(z.string(), z.string()), body: z.string() }),
});

/** One recorded exchange with a cloud, as `npm run demo -- --auto --record FILE` writes it. */
export type Exchange = z.infer<typeof exchangeSchema>;

/** Reads a recording, one exchange a line. @throws when a line is not an exchange */
export function parseRecording(text: string): readonly Exchange[] {
  const lines = text.split("\n").filter((line) => line !== "");
  return lines.map((line) => exchangeSchema.parse(JSON.parse(line)));
}

/** Something in an exchange that its specification does not allow. */
export interface Violation {
  /** Which rule, such as `request body`. */
  readonly rule: Rule;
  /** What is wrong, with the place in the body where there is one. */
  readonly message: string;
}

export type Rule =
  | "cloud"
  | "api-version"
  | "operation"
  | "path parameter"
  | "query parameter"
  | "request body"
  | "response status"
  | "response body"
  | "signature";

export const wrong = (rule: Rule, message: string): Violation => ({ rule, message });

/** How one exchange stands to what is said about it. */
export interface Judgement {
  /** The operation, by its name in the specifications where they have it. */
  readonly what: string;
  readonly violations: readonly Violation[];
  /** Why nothing could be said. */
  readonly unchecked?: string;
  /** Which version was taken in place of the one asked for. */
  readonly note?: string;
}

import type { z } from "zod";

type Issue = z.core.$ZodIssue;
type Where = PropertyKey[];

const pointer = (path: Where) => `[json-pointer:/${path.map(String).join("/")}]`;

function tooBig(issue: Issue & { code: "too_big" }): string {
  const maximum = Number(issue.maximum);
  if (issue.origin === "string") return `must be less than ${maximum + 1} characters`;
  if (issue.origin === "array") return `no more than ${maximum} items allowed`;
  return `must be no more than ${maximum}`;
}

function tooSmall(issue: Issue & { code: "too_small" }): string {
  const minimum = Number(issue.minimum);
  if (issue.origin === "string") return `must be more than ${minimum - 1} characters`;
  if (issue.origin === "array") return `no fewer than ${minimum} items allowed`;
  return `must be no less than ${minimum}`;
}

function sentences(issue: Issue, path: Where): string[] {
  switch (issue.code) {
    case "too_big":
      return [`${tooBig(issue)} ${pointer(path)}`];
    case "too_small":
      return [`${tooSmall(issue)} ${pointer(path)}`];
    case "unrecognized_keys":
      return issue.keys.map((key) => `invalid additional property: ${key} ${pointer(path)}`);
    case "invalid_type":
      return issue.input === undefined
        ? [`missing required field: ${String(path.at(-1))} ${pointer(path.slice(0, -1))}`]
        : [`must provide a ${issue.expected} ${pointer(path)}`];
    case "invalid_union":
      return issue.discriminator === undefined
        ? [`failed to match all allowed schemas ${pointer(path)}`]
        : [`unsupported type ${pointer(path)}`];
    default:
      return [`${issue.message} ${pointer(path)}`];
  }
}

/** Says what is wrong in the words and with the pointers that Slack uses; `root` is the argument's name. */
export function problemsOf(error: z.ZodError, root: Where): string[] {
  return error.issues.flatMap((issue) => sentences(issue, [...root, ...issue.path]));
}

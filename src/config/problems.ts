import { InterconnectError } from "../domain/errors.ts";

/** One thing wrong with the configuration, in words an operator can act on. */
export interface Problem {
  /** The variable or the path in the file. */
  readonly where: string;
  readonly what: string;
  readonly example?: string;
}

/** All problems at once, as the error the process ends with. */
export function configInvalid(problems: readonly Problem[]): InterconnectError {
  const lines = problems.map(
    ({ where, what, example }) => `  ${where}: ${what}${example === undefined ? "" : ` Example: ${example}`}`,
  );
  return new InterconnectError({
    code: "ConfigInvalid",
    kind: "fatal",
    message: `The configuration has ${problems.length} problem${problems.length === 1 ? "" : "s"}:\n${lines.join("\n")}`,
    hint: "docs/configuration.md lists every setting.",
  });
}

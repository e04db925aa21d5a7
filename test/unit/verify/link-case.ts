import type { Verdict } from "../../../src/domain/finding.ts";
import type { ExpectedLink } from "../../../src/verify/expected.ts";
import type { LinkChanges } from "../../builders/link-facts.ts";

/** One thing wrong with a link that is otherwise in perfect health. */
export interface LinkCase {
  readonly name: string;
  /** Rows of docs/diagnosis.md, where it is one of them. */
  readonly row?: number;
  readonly changes: LinkChanges;
  readonly expected?: Partial<ExpectedLink>;
  readonly verdict: Verdict;
  /** Codes of all findings, most severe first. */
  readonly findings: readonly string[];
  /** Ids of all checks that did not pass, with their state. */
  readonly failing: readonly string[];
}

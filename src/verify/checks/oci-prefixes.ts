import { normaliseCidr } from "../../domain/cidr.ts";
import type { Finding } from "../../domain/finding.ts";
import type { LinkFacts, Path } from "../../domain/link-facts.ts";
import { type CheckOutcome, type CheckRow, type LinkCheck, merged, named, passed, paths, whenKnown } from "../check.ts";
import { fromOracle } from "../counts.ts";
import type { ExpectedLink } from "../expected.ts";

/** Azure has every planned OCI prefix on both paths. */
export const ociPrefixesCheck: LinkCheck = {
  id: "azure.routes",
  essential: true,
  run: (facts, expected) => merged(paths.map((path) => onPath(path, facts, expected))),
};

function onPath(path: Path, { azure }: LinkFacts, expected: ExpectedLink): CheckOutcome {
  const row: CheckRow = { id: `azure.routes.${path}`, title: `OCI prefixes in Azure, ${path} path` };
  const other: Path = path === "primary" ? "secondary" : "primary";
  return whenKnown(row, azure.routes[path], () => {
    const missing = missingOn(path, azure, expected);
    if (missing.length === 0) return passed(row, expected.ociPrefixes.join(", ") || "none planned");
    const missingThere = new Set(missingOn(other, azure, expected));
    const everywhere = missing.filter((prefix) => missingThere.has(prefix));
    return named(row, prefixesMissing({ path, missing, gone: everywhere.length === expected.ociPrefixes.length }));
  });
}

/** Planned prefixes that this path does not have; none when it could not be read. */
function missingOn(path: Path, azure: LinkFacts["azure"], expected: ExpectedLink): readonly string[] {
  const there = fromOracle(azure.routes[path], expected);
  return there === undefined ? [] : expected.ociPrefixes.filter((prefix) => !there.has(normaliseCidr(prefix)));
}

interface Missing {
  readonly path: Path;
  readonly missing: readonly string[];
  /** True when no planned prefix is left on any path. */
  readonly gone: boolean;
}

function prefixesMissing({ path, missing, gone }: Missing): Finding {
  return {
    code: `oci-prefixes-missing-${path}`,
    severity: gone ? "blocking" : "warning",
    side: "oci",
    cause: `On the ${path} path Azure has not learnt ${missing.join(", ")} from OCI.`,
    evidence: missing.map((prefix) => `${path} route table: no ${prefix} from Oracle's AS`),
    remedy:
      "Check that the subnets exist, the VCN is attached to the DRG, and the DRG's export distribution lets them out.",
    owner: "network team",
  };
}

import { pathHasAsn } from "../../domain/asn.ts";
import { uncovered } from "../../domain/cidr.ts";
import { type CheckRow, type LinkCheck, named, passed, whenKnown } from "../check.ts";

const row: CheckRow = { id: "azure.learned-routes", title: "OCI prefixes at the gateway" };

/** The gateway, and with it the VNet, has learnt OCI's prefixes over the connection. */
export const learnedRoutesCheck: LinkCheck = {
  id: row.id,
  essential: false,
  run({ azure }, { ociPrefixes, oracleAsn }) {
    return whenKnown(row, azure.learnedRoutes, (routes) => {
      const learnt = routes.filter(({ asPath }) => pathHasAsn(asPath, oracleAsn)).map(({ network }) => network);
      const missing = uncovered(ociPrefixes, learnt);
      if (missing.length === 0) return passed(row, ociPrefixes.join(", ") || "none planned");
      return named(row, {
        code: "gateway-routes-missing",
        severity: missing.length === ociPrefixes.length ? "blocking" : "warning",
        side: "azure",
        cause: `The gateway has not learnt ${missing.join(", ")}, so the VNet has no way there.`,
        evidence: [`routes with Oracle's AS at the gateway: ${learnt.length}`],
        remedy: "If the circuit has these routes, look at the connection; else at what OCI announces.",
        owner: "network team",
      });
    });
  },
};

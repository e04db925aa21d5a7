import { type CheckRow, type LinkCheck, named, passed, whenKnown } from "../check.ts";

const row: CheckRow = { id: "azure.gateway", title: "Virtual network gateway" };

/** The gateway exists and Azure holds it for sound. */
export const gatewayCheck: LinkCheck = {
  id: row.id,
  essential: true,
  run: ({ azure }) =>
    whenKnown(row, azure.gateway, (gateway) => {
      if (gateway?.provisioningState === "Succeeded") return passed(row, `${gateway.sku}, Succeeded`);
      const updating = gateway?.provisioningState === "Updating";
      return named(row, {
        code: gateway === undefined ? "gateway-missing" : "gateway-not-ready",
        severity: gateway === undefined ? "blocking" : "warning",
        side: "azure",
        cause: gateway === undefined ? "The gateway does not exist." : "Azure does not show the gateway as ready.",
        evidence: [gateway === undefined ? "Azure: no such gateway" : `provisioningState ${gateway.provisioningState}`],
        remedy: updating
          ? "Azure is working on it; verify again when that is done."
          : "Look into the gateway's activity log. A failed gateway is mended by writing it again unchanged.",
        owner: "network team",
      });
    }),
};

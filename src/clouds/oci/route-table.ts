import type { models } from "oci-core";
import type { Leave } from "../../graph/step.ts";
import type { OciApi } from "./oci-api.ts";
import { allPages } from "./oci-pages.ts";
import { findIn } from "./oci-presence.ts";
import type { NewRouteRule, OciRouteRule, OciRouteTable } from "./oci-resources.ts";
import { toResource } from "./oci-view.ts";

export interface RouteRules {
  readonly keep: readonly OciRouteRule[];
  readonly add: readonly NewRouteRule[];
}

/** The route tables of VCNs. None is ever created or removed here; their rules are read and replaced. */
export interface OciRouteTables {
  /** `undefined` is proven absence; what the bot may not see is thrown. */
  find(id: string): Promise<OciRouteTable | undefined>;
  /** All of the compartment, or those of one VCN. */
  list(vcnId?: string): Promise<readonly OciRouteTable[]>;
  /**
   * Gives exactly the version that was read other rules: those it keeps, as they were, and then the new ones.
   *
   * @throws InterconnectError `StateDrifted` when somebody changed the table since
   */
  replaceRules(table: OciRouteTable, rules: RouteRules, leave: Leave): Promise<void>;
}

/** OCI shows old rules with both `cidrBlock` and `destination`, and refuses to take both back. */
function toRule({ cidrBlock, ...rule }: models.RouteRule): OciRouteRule {
  const { destination, networkEntityId, description } = rule;
  if (destination !== undefined) return { destination, networkEntityId, description, asGiven: rule };
  return { destination: cidrBlock ?? "", networkEntityId, description, asGiven: { ...rule, cidrBlock } };
}

function toRouteTable(model: models.RouteTable, etag: string | undefined): OciRouteTable {
  return { ...toResource(model, etag), vcnId: model.vcnId, rules: (model.routeRules ?? []).map(toRule) };
}

/** @see https://docs.oracle.com/en-us/iaas/api/#/en/iaas/20160918/RouteTable/ */
export function routeTables({ http, core, network, compartmentId }: OciApi): OciRouteTables {
  const list = async (vcnId?: string): Promise<readonly OciRouteTable[]> => {
    const within = { compartmentId, ...(vcnId !== undefined && { vcnId }) };
    const found = await allPages(http, (page) => network.listRouteTables({ ...within, ...page }));
    return found.map((model) => toRouteTable(model, undefined));
  };
  return {
    list,
    find(rtId) {
      const read = async (): Promise<OciRouteTable> => {
        const { routeTable, etag } = await http.call(() => network.getRouteTable({ rtId }));
        return toRouteTable(routeTable, etag);
      };
      return findIn(rtId, read, list);
    },
    async replaceRules({ id: rtId, etag }, { keep, add }, leave) {
      const destinationType = core.models.RouteRule.DestinationType.CidrBlock;
      const kept = keep.map(({ asGiven }) => asGiven as models.RouteRule);
      const added = add.map(({ cidr, ...rule }) => ({ ...rule, destination: cidr, destinationType }));
      const updateRouteTableDetails = { routeRules: [...kept, ...added] };
      const version = etag === undefined ? {} : { ifMatch: etag };
      await http.call(() => network.updateRouteTable({ rtId, updateRouteTableDetails, ...version }), { leave });
    },
  };
}

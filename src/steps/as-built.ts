import { type JsonObject, toJson } from "../domain/json.ts";
import { stepOf } from "../graph/order.ts";
import type { Operation } from "../graph/records.ts";
import type { Row } from "./graph-row.ts";
import { lateCreatesOf } from "./late-creates.ts";

/** Outputs of the steps of a create, by step id: what is known of what was made. */
export type Built = Readonly<Record<string, JsonObject>>;

/** Under which output a step of OCI tells the id of what it made. */
export const idOutputs: Readonly<Record<string, string>> = {
  "oci.vcn": "vcnId",
  "oci.subnet": "subnetId",
  "oci.drg": "drgId",
  "oci.drg-attachment": "attachmentId",
  "oci.virtual-circuit": "virtualCircuitId",
};

/**
 * What an operation has made so far. Of a step that has not ended it is what the step noted; a create that was begun
 * counts as one that worked, since whoever removes looks first. A change that was begun makes nothing the bot's.
 *
 * @param before what was known when it began, where it finishes what was half built
 */
export function builtSoFar(operation: Operation, before: Built = {}): Built {
  return Object.fromEntries(
    operation.record.nodes.map(({ id, kind }) => {
      const step = stepOf(operation, id);
      const { memo, outputs, intent } = step;
      const output = idOutputs[kind];
      const noted = output === undefined || memo["id"] === undefined ? {} : { [output]: memo["id"] };
      const made = memo["made"] === true || intent?.what === "create";
      // Everything else bears the bot's mark, whenever it comes.
      const late = kind === "azure.gateway-subnet" ? lateCreatesOf(step) : undefined;
      return [id, toJson({ ...before[id], ...noted, made, late, ...outputs })];
    }),
  );
}

/** A row with the ids, as far as they are known, of what it stands for and of what it points to. */
export function withIds(row: Row, built: Built): Row {
  const output = idOutputs[row.kind];
  const id = output === undefined ? undefined : built[row.id]?.[output];
  const ids = row.kind === "oci.route-rules" ? routeIds(built) : { id };
  return { ...row, params: { ...toJson(ids), ...row.params } };
}

function routeIds(built: Built) {
  return { drgId: built["oci.drg"]?.["drgId"], routeTableId: built["oci.vcn"]?.["defaultRouteTableId"] };
}

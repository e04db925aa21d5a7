import { randomUUID } from "node:crypto";
import type { Fabric } from "../fabric/fabric.ts";
import type { SimWorld } from "../kit/world.ts";
import type { Account } from "./account.ts";
import type { Operations } from "./operations.ts";
import type { Store } from "./store.ts";

/** The name of this service in fault rules, ledger and traffic. */
export const AZURE = "azure";

/** Everything that the parts of the Azure simulator share. */
export interface AzureCloud {
  readonly world: SimWorld;
  readonly fabric: Fabric;
  readonly account: Account;
  readonly store: Store;
  readonly operations: Operations;
}

/** A new etag of the form `W/"guid"`. */
export const newEtag = (): string => `W/"${randomUUID()}"`;

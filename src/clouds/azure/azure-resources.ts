/**
 * Azure resources as steps and survey see them: facts without secrets, and what is needed to make one. No SDK types.
 * States keep Azure's spelling; one that nobody documented passes through.
 */
import type { InterconnectError } from "../../domain/errors.ts";
import type { CircuitFacts, ConnectionFacts, GatewayFacts } from "../../domain/link-facts.ts";
import type { Tags } from "../../domain/owner-tags.ts";
import type { BandwidthMbps, CircuitFamily, CircuitTier, GatewaySku } from "../../domain/plan.ts";

/** What every resource that can be owned shows. */
export interface Owned {
  readonly id: string;
  readonly provisioningState: string;
  /** Empty when untagged. */
  readonly tags: Tags;
}

export interface AzureResourceGroup extends Owned {
  readonly location: string;
}

export interface AzureCircuit extends CircuitFacts, Owned {}

export interface AzureSubnet {
  readonly id: string;
  readonly provisioningState: string;
  readonly prefixes: readonly string[];
  /** Something has an address in it. */
  readonly inUse: boolean;
}

export interface AzureVnet extends Owned {
  readonly addressPrefixes: readonly string[];
}

export interface AzurePublicIp extends Owned {
  readonly ipAddress: string | undefined;
}

export interface AzureGateway extends GatewayFacts, Owned {}

export interface AzureConnection extends ConnectionFacts, Owned {}

/** A resource found in a listing. */
export interface ListedResource {
  readonly id: string;
  readonly tags: Tags;
}

interface New {
  readonly id: string;
  readonly location: string;
  readonly tags: Tags;
}

export interface NewResourceGroup extends New {}

export interface NewCircuit extends New {
  readonly peeringLocation: string;
  readonly bandwidthMbps: BandwidthMbps;
  readonly tier: CircuitTier;
  readonly family: CircuitFamily;
}

/** A VNet with its GatewaySubnet, made in one call. */
export interface NewVnet extends New {
  readonly addressPrefixes: readonly string[];
  readonly gatewaySubnetPrefix: string;
}

export interface NewSubnet {
  readonly id: string;
  readonly prefix: string;
}

export interface NewPublicIp extends New {
  /** Availability zones, such as `["1", "2", "3"]`; empty where the region has none. */
  readonly zones: readonly string[];
}

export interface NewGateway extends New {
  readonly sku: GatewaySku;
  readonly subnetId: string;
  readonly publicIpId: string;
}

export interface NewConnection extends New {
  readonly gatewayId: string;
  readonly circuitId: string;
  readonly fastPath: boolean;
}

/** A changing call that Azure took. What becomes of it is seen in the resource; why it failed, only at the URL. */
export interface Accepted {
  /** Where the operation is followed; absent when the call was done at once. */
  readonly operationUrl?: string;
}

/** What an operation URL answers. Everything but `Succeeded`, `Failed` and `Canceled` is still running. */
export interface AzureOperation {
  readonly status: string;
  /** Why it failed or was cancelled. */
  readonly error?: InterconnectError;
}

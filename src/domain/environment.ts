import type { CircuitFamily, CircuitTier, GatewaySku } from "./plan.ts";

/** A person, or a Slack user group (`slack:T…/S…`) whose members are read afresh at each decision. */
export type PolicySubject = string;

/** True for a user group, false for one person. */
export const isGroup = (subject: PolicySubject): boolean => /^slack:T[A-Z0-9]+\/S[A-Z0-9]+$/.test(subject);

/** Who may ask and who may decide; what nobody is named for, nobody may do. */
export interface Policy {
  /** `channel` means every full member of the environment's channel. */
  readonly requesters: "channel" | readonly PolicySubject[];
  readonly approvers: readonly PolicySubject[];
  /** How many different approvers are needed, never counting the requester. */
  readonly approvalsNeeded: number;
  readonly requestExpiryHours: number;
  readonly maxOpenRequestsPerPerson: number;
  /** How many verifications one person may start within a minute, by wall time. */
  readonly maxVerificationsPerMinute: number;
  /** Above this monthly sum a request is refused; an unknown price counts as above. Absent: no limit. */
  readonly maxMonthlyCost?: number;
  /** Who may take interconnects back from the clouds' tags after their records were lost, and adopt links made elsewhere. */
  readonly recoverers: readonly PolicySubject[];
  /** Who decides about taking a link down, where that is somebody else than who decides about building one. */
  readonly teardown?: { readonly approvers: readonly PolicySubject[]; readonly approvalsNeeded: number };
  /** Who may freeze changes and end a freeze. Absent: whoever may approve. */
  readonly freezers?: readonly PolicySubject[];
}

/** Whom the policy names for freezing changes. */
export const freezersOf = ({ policy }: Environment): readonly PolicySubject[] => policy.freezers ?? policy.approvers;

/** The environment as it decides about a teardown. */
export function underTeardownPolicy(environment: Environment): Environment {
  const { policy } = environment;
  return { ...environment, policy: { ...policy, ...policy.teardown } };
}

/** A named pair of cloud accounts with networks, defaults, channel and policy, as read from `interconnect.yaml`. */
export interface Environment {
  readonly name: string;
  readonly azure: {
    readonly tenantId: string;
    readonly subscriptionId: string;
    readonly location: string;
    /** An existing group to create in; absent: one is made for each interconnect. */
    readonly resourceGroup?: string;
  };
  readonly oci: {
    readonly tenancyId: string;
    readonly region: string;
    readonly compartmentId: string;
  };
  /** The peering location to use where the pair of regions offers several. */
  readonly peeringLocation?: string;
  /** The private range from which /30s are carved. */
  readonly peeringPool: string;
  /** Ranges in use elsewhere that no /30 and no new network may touch. */
  readonly reservedPrefixes: readonly string[];
  readonly defaults: {
    readonly tier: CircuitTier;
    readonly family: CircuitFamily;
    readonly gatewaySku: GatewaySku;
  };
  readonly serviceKey: "thread" | "reveal";
  /** How long a teardown waits with traffic withdrawn before it removes anything, in minutes. */
  readonly soakMinutes: number;
  /** Whether links may be given more bandwidth. */
  readonly resize: boolean;
  readonly channels: { readonly slack?: string; readonly teams?: string };
  readonly policy: Policy;
  /** Hash of the policy's text. */
  readonly policyVersion: string;
}

import { aCircuit, aPeering, aVirtualCircuit, mappings } from "../../builders/link-facts.ts";
import { known } from "../../builders/network-facts.ts";
import type { LinkCase } from "./link-case.ts";

/** States of circuit, peering and virtual circuit. */
export const stateCases: readonly LinkCase[] = [
  {
    name: "the circuit is gone",
    changes: { azure: { circuit: known(undefined) } },
    verdict: "down",
    findings: ["circuit-missing"],
    failing: [
      "azure.circuit failed",
      "bandwidth unknown",
      "azure.provider unknown",
      "azure.peering unknown",
      "vlan unknown",
      "prefix-caps unknown",
    ],
  },
  {
    name: "a change of the circuit failed, the peering is there",
    changes: { azure: { circuit: known(aCircuit({ provisioningState: "Failed" })) } },
    verdict: "degraded",
    findings: ["circuit-failed"],
    failing: ["azure.circuit failed"],
  },
  {
    name: "the circuit is in the state after a deletion sent too early",
    row: 1,
    changes: {
      azure: {
        circuit: known(
          aCircuit({ provisioningState: "Failed", circuitProvisioningState: "Disabling", peering: undefined }),
        ),
      },
    },
    verdict: "down",
    findings: ["circuit-failed"],
    failing: ["azure.circuit failed", "azure.peering unknown", "vlan unknown"],
  },
  {
    name: "Azure works on the circuit",
    changes: { azure: { circuit: known(aCircuit({ circuitProvisioningState: "Disabled" })) } },
    verdict: "degraded",
    findings: ["circuit-not-enabled"],
    failing: ["azure.circuit failed"],
  },
  {
    name: "Oracle has not provisioned it",
    row: 6,
    changes: { azure: { circuit: known(aCircuit({ serviceProviderProvisioningState: "NotProvisioned" })) } },
    verdict: "down",
    findings: ["provider-not-provisioned"],
    failing: ["azure.provider failed"],
  },
  {
    name: "Azure shows no private peering",
    row: 7,
    changes: { azure: { circuit: known(aCircuit({ peering: undefined })) } },
    verdict: "down",
    findings: ["peering-missing"],
    failing: ["azure.peering failed", "vlan unknown"],
  },
  {
    name: "somebody edited the peering",
    row: 8,
    changes: {
      azure: {
        circuit: known(aCircuit({ peering: aPeering({ primaryPrefix: "10.9.0.0/30", lastModifiedBy: "Customer" }) })),
      },
    },
    verdict: "down",
    findings: ["peering-addresses-differ"],
    failing: ["azure.peering failed"],
  },
  {
    name: "the peering is switched off",
    changes: { azure: { circuit: known(aCircuit({ peering: aPeering({ state: "Disabled" }) })) } },
    verdict: "down",
    findings: ["peering-disabled"],
    failing: ["azure.peering failed"],
  },
  {
    name: "the VLANs differ on one path",
    changes: { oci: { mappings: known(mappings({ secondary: { vlan: 102 } })) } },
    verdict: "degraded",
    findings: ["vlan-differs"],
    failing: ["vlan failed"],
  },
  {
    name: "the VLANs differ on both paths",
    changes: { azure: { circuit: known(aCircuit({ peering: aPeering({ vlanId: 7 }) })) } },
    verdict: "down",
    findings: ["vlan-differs"],
    failing: ["vlan failed"],
  },
  {
    name: "the ends of a /30 are swapped",
    row: 11,
    changes: {
      oci: {
        mappings: known(
          mappings({ primary: { oracleBgpPeeringIp: "10.255.0.2/30", customerBgpPeeringIp: "10.255.0.1/30" } }),
        ),
      },
    },
    verdict: "degraded",
    findings: ["peering-ends-wrong", "session-down-primary"],
    failing: ["oci.mappings failed", "vlan unknown", "bgp.primary.oci failed"],
  },
  {
    name: "Azure expects another AS number",
    row: 12,
    changes: { azure: { circuit: known(aCircuit({ peering: aPeering({ peerAsn: 65_000 }) })) } },
    verdict: "down",
    findings: ["asn-mismatch"],
    failing: ["asn failed"],
  },
  {
    name: "the virtual circuit is gone",
    changes: { oci: { virtualCircuit: known(undefined) } },
    verdict: "down",
    findings: ["virtual-circuit-missing"],
    failing: ["oci.virtual-circuit failed", "bandwidth unknown", "mtu unknown"],
  },
  {
    name: "the virtual circuit is being changed",
    changes: { oci: { virtualCircuit: known(aVirtualCircuit({ lifecycleState: "PROVISIONING" })) } },
    verdict: "down",
    findings: ["virtual-circuit-not-provisioned"],
    failing: ["oci.virtual-circuit failed"],
  },
  {
    name: "the bandwidths differ",
    changes: { oci: { virtualCircuit: known(aVirtualCircuit({ bandwidthShape: "2 Gbps" })) } },
    verdict: "healthy",
    findings: ["bandwidth-differs"],
    failing: ["bandwidth warning"],
  },
  {
    name: "Oracle allows larger packets",
    row: 23,
    changes: { oci: { virtualCircuit: known(aVirtualCircuit({ ipMtu: "MTU_9000" })) } },
    verdict: "healthy",
    findings: ["mtu-larger-than-expressroute"],
    failing: ["mtu warning"],
  },
  {
    name: "Oracle does not tell of its provider",
    changes: { oci: { virtualCircuit: known(aVirtualCircuit({ providerState: undefined })) } },
    verdict: "healthy",
    findings: [],
    failing: [],
  },
];

import type { LinkCheck } from "../check.ts";

/** Routes in place is not traffic tested, and the report says which of the two is known. */
export const trafficCheck: LinkCheck = {
  id: "traffic",
  essential: false,
  run: () => ({
    results: [
      { id: "traffic", title: "Traffic", state: "unknown", evidence: "not tested; only states and routes were read" },
    ],
    findings: [],
  }),
};

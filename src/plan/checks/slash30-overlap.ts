import { formatCidr } from "../../domain/cidr.ts";
import { blocking, type PlanCheck } from "../question.ts";
import { touching } from "../slash30s.ts";

/** The /30s overlap nothing known: networks of both clouds, other circuits, reservations, reserved ranges. */
export const slash30OverlapCheck: PlanCheck = {
  id: "slash30-overlap",
  title: "The /30s overlap nothing known",
  run({ slash30s }) {
    return slash30s.chosen.flatMap((cidr, index) => {
      const touched = touching(cidr, slash30s.known);
      if (touched.length === 0) return [];
      const field = index === 0 ? "primary" : "secondary";
      return [
        blocking({
          code: "slash30-overlaps",
          side: "both",
          field,
          cause: `The ${field} /30 ${formatCidr(cidr)} overlaps ${touched[0]?.what}.`,
          evidence: touched.map((one) => `${formatCidr(one.cidr)}: ${one.what}`),
          remedy: "Choose another /30, or leave both out to have free ones taken from the environment's pool.",
          owner: "requester",
        }),
      ];
    });
  },
};

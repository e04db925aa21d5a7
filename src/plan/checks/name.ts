import { blocking, type PlanCheck } from "../question.ts";

/** A name belongs to one interconnect at a time; it is reserved atomically when the request is made. */
export const nameCheck: PlanCheck = {
  id: "name",
  title: "The name is free",
  run({ request, reservations }) {
    const holder = reservations.find(({ name }) => name === request.name);
    if (holder === undefined) return [];
    return [
      blocking({
        code: "name-taken",
        side: "bot",
        field: "name",
        cause: `${request.name} is already the name of an interconnect or of an open request.`,
        evidence: [`held by: ${holder.uid}`, `environment: ${holder.environment}`],
        remedy: "Choose another name.",
        owner: "requester",
      }),
    ];
  },
};

import type { History, Said } from "./history.ts";

const operationOf = ({ id }: Said): string => id.slice(0, id.indexOf("/"));
const momentOf = ({ id }: Said): string => id.slice(id.indexOf("/") + 1);

/** Every message once; where a chat product cannot be read, one repeat for each lost answer. */
export function saidOnce({ said, repeatsAllowed }: History): readonly string[] {
  const ids = said.map(({ id }) => id);
  const repeats = ids.filter((id, index) => ids.indexOf(id) !== index);
  return repeats.length <= repeatsAllowed ? [] : repeats.map((id) => `${id} was said again`);
}

/** The beginning first, the end last, and what is over after its beginning. */
export function saidInOrder({ said }: History): readonly string[] {
  const operations = [...new Set(said.map(operationOf))];
  return operations.flatMap((operation) => {
    const moments = [...new Set(said.filter((one) => operationOf(one) === operation).map(momentOf))];
    return moments.flatMap((moment, index) => {
      const later = moments.slice(index + 1);
      return later.some((other) => comesBefore(other, moment)) ? [`${operation}: ${moment} came too early`] : [];
    });
  });
}

function comesBefore(one: string, other: string): boolean {
  if (one === "begun" || other === "end") return one !== other;
  return other === `${one}-over` || (one.includes("/away-") && other === one.replace("/away-", "/back-"));
}

/** Nothing that had to be said is missing. */
export function nothingUnsaid({ said, operations, deadLetters }: History): readonly string[] {
  const ids = new Set(said.map(({ id }) => id));
  const missing = operations
    .flatMap(({ id, moments }) => moments.map((moment) => `${id}/${moment}`))
    .filter((id) => !ids.has(id));
  return [
    ...missing.map((id) => `${id} was never said`),
    ...(deadLetters > 0 ? [`${deadLetters} messages were given up`] : []),
  ];
}

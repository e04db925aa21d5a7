import { isDeepStrictEqual } from "node:util";
import { withoutEntriesOf } from "../cloud-view.ts";
import type { History } from "./history.ts";

/**
 * What was there before is as it was, field by field: while an interconnect is wanted but for the entries of lists that
 * name it, afterwards without exception. What is taken over has a rule of its own, and
 * what a cloud keeps about it goes with it.
 */
export function untouched({ before, after, subjects }: History): readonly string[] {
  const wanted = subjects.filter((one) => one.wanted === "up").map(({ uid }) => uid);
  const taken = subjects.flatMap((subject) => subject.taken ?? []);
  const removed = subjects.flatMap((subject) => (subject.wanted === "gone" ? (subject.taken ?? []) : []));
  return [...before].flatMap(([id, row]) => {
    if (taken.includes(id) || removed.some((one) => JSON.stringify(row).includes(one))) return [];
    if (!after.has(id)) return [`${id} is not there any more`];
    const now = wanted.reduce((left, uid) => withoutEntriesOf(uid, left), after.get(id));
    return isDeepStrictEqual(now, row) ? [] : [`${id} is not as it was`];
  });
}

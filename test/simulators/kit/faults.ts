import { at, isObject, numberAt, tagsAt, textAt } from "./json.ts";

/** What a rule does to the requests it hits. */
export type FaultEffect =
  /** The request waits this long in wall ms, then goes on. */
  | { readonly kind: "delay"; readonly ms: number }
  /** The connection is destroyed and nothing happens. */
  | { readonly kind: "dropBefore" }
  /** Everything happens, then the connection is destroyed: the answer is lost. */
  | { readonly kind: "dropAfter" }
  /** This answer instead; with `when: "after"` the request takes its effect all the same. */
  | {
      readonly kind: "respond";
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: unknown;
      readonly when?: "before" | "after";
    };

/** Which requests a rule hits: those that match, but the first `after`, at most `times` of them. */
export interface FaultMatch {
  readonly service: string;
  readonly method?: string;
  /** A regular expression, matched anywhere in path and query, in either case. */
  readonly path?: string;
  readonly after?: number;
  readonly times?: number;
}

export interface FaultRule {
  readonly id: string;
  readonly match: FaultMatch;
  readonly effect: FaultEffect;
}

/** A rule with what it has seen so far. */
export interface FaultRecord extends FaultRule {
  readonly matched: number;
  readonly hits: number;
}

interface Counted {
  readonly rule: FaultRule;
  readonly path: RegExp | undefined;
  matched: number;
  hits: number;
}

const matches = ({ rule, path }: Counted, service: string, method: string, url: string): boolean =>
  rule.match.service === service &&
  (rule.match.method === undefined || rule.match.method.toUpperCase() === method) &&
  (path === undefined || path.test(url));

const strikes = (one: Counted): boolean =>
  one.matched > (one.rule.match.after ?? 0) && one.hits < (one.rule.match.times ?? Number.POSITIVE_INFINITY);

/** Fault rules of one world, in the order in which they were added. */
export class Faults {
  private readonly rules: Counted[] = [];
  private named = 0;

  /** Adds a rule; one of the same id is replaced. Without an id the rule gets one. Returns the id. */
  add(rule: Omit<FaultRule, "id"> & { readonly id?: string }): string {
    this.named += 1;
    const id = rule.id ?? `fault-${this.named}`;
    this.remove(id);
    const path = rule.match.path === undefined ? undefined : new RegExp(rule.match.path, "i");
    this.rules.push({ rule: { ...rule, id }, path, matched: 0, hits: 0 });
    return id;
  }

  /** Removes one rule, or all of them. Unknown ids are fine. */
  remove(id?: string): void {
    const kept = id === undefined ? [] : this.rules.filter((one) => one.rule.id !== id);
    this.rules.splice(0, this.rules.length, ...kept);
  }

  list(): readonly FaultRecord[] {
    return this.rules.map(({ rule, matched, hits }) => ({
      ...rule,
      matched,
      hits,
    }));
  }

  /** The effects that strike this request now, and counts them. All delays, then at most one other. */
  take(service: string, method: string, url: string): readonly FaultEffect[] {
    const effects: FaultEffect[] = [];
    for (const one of this.rules) {
      if (!matches(one, service, method, url)) continue;
      one.matched += 1;
      const ended = effects.some(({ kind }) => kind !== "delay");
      if (!strikes(one) || (ended && one.rule.effect.kind !== "delay")) continue;
      one.hits += 1;
      effects.push(one.rule.effect);
    }
    return effects;
  }
}

const parseEffect = (effect: unknown): FaultEffect | undefined => {
  const kind = textAt(effect, "kind");
  const ms = numberAt(effect, "ms");
  const status = numberAt(effect, "status");
  if (kind === "dropBefore" || kind === "dropAfter") return { kind };
  if (kind === "delay" && ms !== undefined) return { kind, ms };
  if (kind !== "respond" || status === undefined) return undefined;
  const headers = at(effect, "headers");
  return {
    kind,
    status,
    body: at(effect, "body"),
    when: textAt(effect, "when") === "after" ? "after" : "before",
    ...(isObject(headers) && {
      headers: tagsAt({ headers }, "headers"),
    }),
  };
};

/** Reads a rule as sent to the control API; undefined when it is not one. */
export const parseFaultRule = (body: unknown): (Omit<FaultRule, "id"> & { readonly id?: string }) | undefined => {
  const service = textAt(body, "match", "service");
  const effect = parseEffect(at(body, "effect"));
  if (service === undefined || effect === undefined) return undefined;
  const id = textAt(body, "id");
  const method = textAt(body, "match", "method");
  const path = textAt(body, "match", "path");
  const after = numberAt(body, "match", "after");
  const times = numberAt(body, "match", "times");
  const match: FaultMatch = {
    service,
    ...(method !== undefined && { method }),
    ...(path !== undefined && { path }),
    ...(after !== undefined && { after }),
    ...(times !== undefined && { times }),
  };
  return { ...(id !== undefined && { id }), match, effect };
};

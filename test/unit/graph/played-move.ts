import { type ErrorKind, InterconnectError } from "../../../src/domain/errors.ts";
import { move } from "../../../src/graph/move.ts";
import { freshStep, type StepNode, type StepRecord } from "../../../src/graph/records.ts";
import { type AnyStep, defineStep, type Leave, type Settled, type StepContext } from "../../../src/graph/step.ts";

export const now = 10_000_000;
export const minute = 60_000;
export const hour = 60 * minute;

/** What the cloud of these tests shows, and what was sent to it. */
export interface Cloud {
  readonly shows: string | undefined;
  readonly answers?: InterconnectError;
  readonly sent: string[];
}

interface Behaviour {
  readonly settled?: (observed: string | undefined) => Settled;
  readonly awaits?: boolean;
  readonly wants?: string;
  readonly removal?: (observed: string) => Settled | "not-begun";
}

const ready: Settled = { state: "done", outputs: { id: "thing-1" } };

/** A step over one thing that is either there, with some text in it, or not. */
export function aStep({ settled = () => ready, awaits = false, wants, removal }: Behaviour = {}): AnyStep<Cloud> {
  const call = (what: string, { clouds }: StepContext<Cloud>, leave: Leave): Promise<void> => {
    leave.check();
    clouds.sent.push(`${what} ${leave.retryToken}`);
    return clouds.answers ? Promise.reject(clouds.answers) : Promise.resolve();
  };
  return defineStep<Cloud, unknown, string>(
    {
      kind: "thing",
      usualMs: () => 10 * minute,
      deadlineMs: () => hour,
      observe: (_params, context) => {
        context.note({ looked: true });
        return Promise.resolve(context.clouds.shows);
      },
      ...(!awaits && {
        ensure: (_params: unknown, context: StepContext<Cloud>, leave: Leave) => call("create", context, leave),
      }),
      ...(wants !== undefined && {
        sync: (_params: unknown, observed: string, context: StepContext<Cloud>) =>
          observed === wants
            ? undefined
            : { what: `put ${wants}`, send: (leave: Leave) => call(`put ${wants}`, context, leave) },
      }),
      settled: (_params, observed) => settled(observed),
      destroy: (_params, _observed, context, leave) => call("delete", context, leave),
      ...(removal && { removal: (_params: unknown, observed: string) => removal(observed) }),
    },
    (stored) => stored,
  );
}

interface Played {
  readonly record: StepRecord;
  readonly sent: readonly string[];
  /** The records with which leave was asked for: what is stored before a call goes out. */
  readonly begun: readonly StepRecord[];
}

interface Case {
  readonly step?: AnyStep<Cloud>;
  readonly record?: Partial<StepRecord>;
  readonly node?: Partial<StepNode>;
  readonly shows?: string;
  readonly answers?: InterconnectError;
  readonly refuses?: InterconnectError;
  /** Whether it may act, or only look. */
  readonly how?: typeof move;
}

export async function play(played: Case): Promise<Played> {
  const { step = aStep(), record = {}, node = {}, shows, answers, refuses, how = move } = played;
  const sent: string[] = [];
  const begun: StepRecord[] = [];
  const whole: StepNode = {
    id: "thing",
    kind: "thing",
    direction: "build",
    needs: [],
    params: {},
    side: "azure",
    ...node,
  };
  const clouds: Cloud = { shows, sent, ...(answers && { answers }) };
  const after = await how(
    step,
    whole,
    { ...freshStep, ...record },
    {
      clouds,
      now: () => now,
      context: { owner: { uid: "u", environment: "prod", seal: "s" }, outputs: {}, signals: {}, frozen: false },
      begin(latest) {
        if (refuses) return Promise.reject(refuses);
        begun.push(latest);
        return Promise.resolve({ retryToken: `token-${latest.generation}`, check: () => undefined });
      },
    },
  );
  return { record: after, sent, begun };
}

export function problem(
  kind: ErrorKind,
  more: { code?: "RetryTokenSpent"; retryAfterMs?: number } = {},
): InterconnectError {
  return new InterconnectError({ code: "CloudRefused", kind, message: `a ${kind} failure`, ...more });
}

export const busy: Settled = { state: "waiting", reason: "still at it" };

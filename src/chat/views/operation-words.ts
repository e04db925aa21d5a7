import type { Plan } from "../../domain/plan.ts";
import type { OperationKind } from "../../graph/records.ts";

/** How an operation reads behind the interconnect's name. */
export interface OperationWords {
  /** `erp is being built`. */
  readonly doing: string;
  readonly done: string;
  readonly failed: string;
  /** Another operation took its place. */
  readonly stopped: string;
  readonly noun: string;
  /** What happens to each thing: `Made so far`. */
  readonly did: string;
}

const words: Readonly<Record<OperationKind, OperationWords>> = {
  create: {
    doing: "is being built",
    stopped: "is not being built any more",
    done: "was built",
    failed: "could not be built",
    noun: "build",
    did: "made",
  },
  teardown: {
    doing: "is being taken down",
    stopped: "is not being taken down any more",
    done: "was taken down",
    failed: "could not be taken down",
    noun: "teardown",
    did: "removed",
  },
  rollback: {
    doing: "is being rolled back",
    stopped: "is not being rolled back any more",
    done: "was rolled back",
    failed: "could not be rolled back",
    noun: "rollback",
    did: "removed",
  },
  reconnect: {
    doing: "is being reconnected",
    stopped: "is not being reconnected any more",
    done: "was reconnected",
    failed: "could not be reconnected",
    noun: "reconnection",
    did: "made",
  },
  resize: {
    doing: "is being resized",
    stopped: "is not being resized any more",
    done: "was resized",
    failed: "could not be resized",
    noun: "resize",
    did: "changed",
  },
  verify: {
    doing: "is being verified",
    stopped: "is not being verified any more",
    done: "was verified",
    failed: "could not be verified",
    noun: "verification",
    did: "read",
  },
  sweep: {
    doing: "is looked for once more",
    stopped: "is not looked for any more",
    done: "was looked for once more",
    failed: "could not be looked for once more",
    noun: "last look",
    did: "removed",
  },
};

/** The create of a link of which some was there before. */
const adoption: OperationWords = {
  doing: "is being taken over",
  stopped: "is not being taken over any more",
  done: "was taken over",
  failed: "could not be taken over",
  noun: "adoption",
  did: "done",
};

/** What decides how an operation reads. */
interface Worded {
  readonly kind: OperationKind;
  readonly plan: Pick<Plan, "takes">;
}

export function wordsFor({ kind, plan }: Worded): OperationWords {
  return kind === "create" && plan.takes ? adoption : words[kind];
}

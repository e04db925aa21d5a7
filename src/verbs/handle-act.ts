import { randomBytes } from "node:crypto";
import { isAction } from "../chat/actions.ts";
import type { Verb } from "../chat/command-table.ts";
import { createFormId } from "../chat/forms/create-form.ts";
import { argumentsOfForm } from "../chat/forms/create-values.ts";
import { rejectFormId } from "../chat/forms/reject-form.ts";
import { resizeFormId } from "../chat/forms/resize-form.ts";
import { teardownFormId } from "../chat/forms/teardown-form.ts";
import type { CommandArguments, ParsedCommand } from "../chat/parse-command.ts";
import { parseCommand } from "../chat/parse-command.ts";
import type { Incoming } from "../chat/ports.ts";
import { didYouMean, misread } from "../chat/views/help.ts";
import { errorWord, notHeard, staleButton } from "../chat/views/refusals.ts";
import { toInterconnectError } from "../domain/errors.ts";
import { interconnectUid, operationId, requestId } from "../domain/ids.ts";
import type { InterconnectRecord } from "../store/interconnects.ts";
import { adopt } from "./adopt.ts";
import { Answer } from "./answer.ts";
import { askForInterconnect } from "./ask.ts";
import { askAgain, decide } from "./decide.ts";
import { findInterconnect, findOfForm, unlessForeign } from "./find.ts";
import { nothingToRetry, retry } from "./finish.ts";
import { answerInForm } from "./form-answer.ts";
import { freezeChanges } from "./freeze.ts";
import { listAll, showHelp, showOne } from "./look-up.ts";
import type { VerbPorts } from "./ports.ts";
import { recover } from "./recover.ts";
import { release } from "./release.ts";
import { askForResize, nothingToResize } from "./resize.ts";
import { revealKey } from "./reveal-key.ts";
import { signalByName, signalTo } from "./signal.ts";
import { reconnect, rollback, takeOver } from "./take-over.ts";
import { askForTeardown, nothingToTakeDown } from "./teardown.ts";
import { endFreezeById, endFreezeOf } from "./unfreeze.ts";
import { verifyInterconnect, verifyNow } from "./verify.ts";
import { wholeOf } from "./whole.ts";

/**
 * Does what a person asked for. May run again for the same act after a crash; it then changes and says nothing new.
 * The person always gets an answer: the result, or what is wrong and what to do.
 *
 * @throws InterconnectError `RedisUnavailable` only, so that the act is taken up again later
 */
export async function handleAct(ports: VerbPorts, incoming: Incoming): Promise<void> {
  try {
    await dispatch(ports, incoming);
  } catch (thrown) {
    const error = toInterconnectError(thrown);
    if (error.code === "RedisUnavailable" || error.code === "LateWorker") throw error;
    const reference = error.code === "Bug" ? randomBytes(4).toString("hex") : undefined;
    ports.log.error({ act: incoming.dedupeId, reference, err: thrown }, "act failed");
    await new Answer(ports, incoming).privately(errorWord(error.toRecord(), reference));
  }
  const { act } = incoming;
  if (act.kind === "action" && act.action === "approve") await askAgain(ports, act.subject);
}

async function dispatch(ports: VerbPorts, incoming: Incoming): Promise<void> {
  const { act } = incoming;
  const { barred } = await ports.people.profile(incoming.person);
  if (barred) return answerInForm(ports, incoming).refuse(notHeard());
  switch (act.kind) {
    case "command":
      return runCommand(ports, incoming, parseCommand(act.text));
    case "action":
      return runAction(ports, incoming, act);
    case "form":
      return runForm(ports, incoming, act);
  }
}

type Run = (ports: VerbPorts, incoming: Incoming, args: CommandArguments) => Promise<void>;

/** What each verb does; help, forms and buttons come from the command table. */
const runs: Readonly<Record<Verb, Run>> = {
  create: (ports, incoming, args) => createOrForm(ports, incoming, args),
  list: (ports, incoming, args) => listAll(ports, incoming, args),
  plan: (ports, incoming, { name }) => showOne(ports, incoming, "plan", name),
  status: (ports, incoming, { name }) => showOne(ports, incoming, "status", name),
  verify: (ports, incoming, { name }) => verifyNow(ports, incoming, name),
  activate: (ports, incoming, { name }) => signalByName(ports, incoming, "activate", name),
  retry: async (ports, incoming, { name, ...said }) =>
    retry(
      ports,
      incoming,
      await findInterconnect(ports, incoming, { verb: "retry", name, unfit: nothingToRetry }),
      said,
    ),
  teardown: async (ports, incoming, { name, ...wish }) =>
    askForTeardown(
      ports,
      incoming,
      await findInterconnect(ports, incoming, { verb: "teardown", name, unfit: nothingToTakeDown }),
      wish,
    ),
  resize: async (ports, incoming, { name, ...wish }) =>
    askForResize(
      ports,
      incoming,
      await findInterconnect(ports, incoming, { verb: "resize", name, unfit: nothingToResize }),
      wish,
    ),
  cancel: (ports, incoming, { name }) => signalByName(ports, incoming, "cancel", name),
  freeze: (ports, incoming, args) => freezeChanges(ports, incoming, args),
  unfreeze: (ports, incoming, args) => endFreezeOf(ports, incoming, args),
  recover: (ports, incoming, args) => recover(ports, incoming, args),
  adopt: (ports, incoming, args) => adopt(ports, incoming, args),
  release: (ports, incoming, { name }) => release(ports, incoming, name),
  help: (ports, incoming, { verb }) => showHelp(ports, incoming, verb),
};

async function runCommand(ports: VerbPorts, incoming: Incoming, read: ParsedCommand): Promise<void> {
  switch (read.kind) {
    case "unknown-verb":
      return new Answer(ports, incoming).privately(didYouMean(read));
    case "misread":
      return new Answer(ports, incoming).privately(misread(read));
    case "command":
      return runs[read.verb](ports, incoming, read.args);
  }
}

/** A form that was opened for this command carries the rest; the command itself is then done. */
async function createOrForm(ports: VerbPorts, incoming: Incoming, args: CommandArguments): Promise<void> {
  if (incoming.act.kind === "command" && incoming.act.formId !== undefined) return;
  await askForInterconnect(ports, incoming, args);
}

async function runForm(ports: VerbPorts, incoming: Incoming, act: Incoming["act"] & { kind: "form" }): Promise<void> {
  switch (act.form) {
    case createFormId:
      return askForInterconnect(ports, incoming, argumentsOfForm(act.values));
    case rejectFormId: {
      const reason = act.values["reason"];
      const why = reason === undefined ? {} : { reason };
      return decide(ports, incoming, { request: act.subject, verdict: "reject", ...why });
    }
    case teardownFormId: {
      const found = await findOfForm(ports, interconnectUid(act.subject), "teardown");
      return askForTeardown(ports, incoming, found, { ...act.values, confirm: act.values["confirm"] ?? "" });
    }
    case resizeFormId: {
      const found = await findOfForm(ports, interconnectUid(act.subject), "resize");
      return askForResize(ports, incoming, found, act.values);
    }
    default:
      return new Answer(ports, incoming).privately(staleButton("This form belongs to an earlier version of the bot."));
  }
}

async function runAction(
  ports: VerbPorts,
  incoming: Incoming,
  { action, subject }: Incoming["act"] & { kind: "action" },
): Promise<void> {
  if (!isAction(action)) return new Answer(ports, incoming).privately(staleButton());
  switch (action) {
    case "approve":
      return decide(ports, incoming, { request: subject, verdict: "approve" });
    case "command":
      return runCommand(ports, incoming, parseCommand(subject));
    case "unfreeze":
      return endFreezeById(ports, incoming, subject);
    // These only open a form, which the process that talks to people has done.
    case "reject":
    case "send-again":
      return;
    default: {
      const record = await subjectOf(ports, subject);
      if (!record) return new Answer(ports, incoming).privately(staleButton());
      const found = unlessForeign(record, action);
      if ("refusal" in found) return new Answer(ports, incoming).privately(found.refusal);
      if (action === "plan") return new Answer(ports, incoming).privately(await wholeOf(ports, found, subject));
      return runOn(ports, incoming, action, found);
    }
  }
}

async function runOn(
  ports: VerbPorts,
  incoming: Incoming,
  action: "activate" | "retry" | "cancel" | "rollback" | "reconnect" | "verify" | "status" | "reveal-key",
  record: InterconnectRecord,
): Promise<void> {
  switch (action) {
    case "status":
      return showOne(ports, incoming, "status", record.name);
    case "verify":
      return verifyInterconnect(ports, incoming, record);
    case "retry":
      return retry(ports, incoming, record);
    case "activate":
    case "cancel":
      return signalTo(ports, incoming, action, record);
    case "rollback":
      return takeOver(ports, incoming, record, rollback);
    case "reconnect":
      return takeOver(ports, incoming, record, reconnect);
    case "reveal-key":
      return revealKey(ports, incoming, record);
  }
}

/** Buttons name a request, an operation or an interconnect; all lead to the interconnect. */
async function subjectOf(ports: VerbPorts, subject: string): Promise<InterconnectRecord | undefined> {
  const direct = await ports.interconnects.byUid(interconnectUid(subject));
  if (direct) return direct;
  const request = await ports.requests.load(requestId(subject));
  if (request) return ports.interconnects.byUid(request.record.plan.uid);
  const operation = await ports.operations.find(operationId(subject));
  return operation && ports.interconnects.byUid(operation.record.uid);
}

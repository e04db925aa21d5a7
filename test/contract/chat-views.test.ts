import { type ActionName, actionForms, button } from "../../src/chat/actions.ts";
import { actions, type Card, word } from "../../src/chat/card.ts";
import { verbs } from "../../src/chat/command-table.ts";
import type { FormView } from "../../src/chat/form.ts";
import { createFormAgain } from "../../src/chat/forms/create-again.ts";
import { createForm } from "../../src/chat/forms/create-form.ts";
import { checkingForm } from "../../src/chat/forms/form-messages.ts";
import { rejectForm } from "../../src/chat/forms/reject-form.ts";
import { resizeBlocked, resizeForm, resizeReadingForm } from "../../src/chat/forms/resize-form.ts";
import { readingForm, teardownBlocked, teardownForm } from "../../src/chat/forms/teardown-form.ts";
import { helpFor } from "../../src/chat/views/help.ts";
import { errorWord } from "../../src/chat/views/refusals.ts";
import type { RemovalData } from "../../src/chat/views/removal-card.ts";
import type { ErrorCode } from "../../src/domain/errors.ts";
import { reviewRemoval } from "../../src/plan/removal/review.ts";
import { anEnvironment } from "../builders/environment.ts";
import { aFinding, aPlan } from "../builders/plan.ts";
import { builtOfPlan, removalFacts } from "../builders/removal-facts.ts";
import { eventually } from "../support/eventually.ts";
import { cards } from "../unit/chat/cards.ts";
import { review } from "../unit/chat/resize-cards.ts";
import type { ChatWorld } from "./chat-world.ts";
import { slackChat } from "./slack-chat.ts";
import { teamsChat } from "./teams-chat.ts";

/** Every failure that the product raises on purpose, each with a sentence of its own. */
const errors: Readonly<Record<ErrorCode, string>> = {
  RequestInvalid: "The request has 2 problems.",
  NotAllowed: "Only approvers may.",
  Busy: "erp is being changed.",
  Frozen: "Changes are frozen.",
  NotFound: "There is no such circuit.",
  CloudRefused: "Azure refuses it.",
  CloudForbidden: "The bot's identity is not allowed to.",
  CloudThrottled: "Azure asks to slow down.",
  CloudUnreachable: "Oracle could not be reached.",
  CloudAnswerUnreadable: "Oracle's answer could not be read.",
  CredentialsRefused: "Azure did not accept the bot's credentials.",
  QuotaExceeded: "The limit is 1, in use 1.",
  AnotherOperation: "Another operation holds it.",
  ForeignResource: "It is somebody else's.",
  BroughtResourceMissing: "The VNet is gone.",
  ResourceFailed: "The gateway failed.",
  RetryTokenSpent: "It was asked for already.",
  OutcomeUnknown: "No answer came.",
  LateWorker: "Too late to send.",
  StateDrifted: "It changed meanwhile.",
  ConfigInvalid: "The configuration has 1 problem.",
  RedisUnavailable: "Redis is silent.",
  Bug: "Something went wrong inside.",
};

const environments = [anEnvironment(), anEnvironment({ name: "test" })];
const removal: RemovalData = {
  plan: aPlan(),
  review: reviewRemoval({ plan: aPlan(), built: builtOfPlan, facts: removalFacts(), carried: true }),
  soakMinutes: 5,
};

/** Every form, and every message that takes the place of one. */
const forms: Readonly<Record<string, FormView>> = {
  create: createForm({ env: "prod" }, { environments }),
  "create, again": createFormAgain({ env: "prod" }, [aFinding({ severity: "blocking", field: "vnet" })], environments),
  "create, checking": checkingForm("erp"),
  reject: rejectForm("i4f0a", { name: "erp", change: "teardown" }),
  teardown: teardownForm(removal),
  "teardown, another name typed": teardownForm(removal, { confirm: "crm", reason: "cut-over" }),
  "teardown, reading": readingForm("erp"),
  "teardown, blocked": teardownBlocked(removal),
  resize: resizeForm(aPlan(), [2000, 5000]),
  "resize, shown": resizeForm(aPlan(), [2000, 5000], { review, reason: "quarter-end loads" }),
  "resize, reading": resizeReadingForm("erp"),
  "resize, blocked": resizeBlocked(review),
};

describe.each([slackChat, teamsChat])("$name", ({ name: platform, start }) => {
  let chat: ChatWorld;
  /** A card that becomes one after the other. */
  let live: string;
  beforeAll(async () => {
    chat = await start();
    live = await post(word("erp"));
  });
  afterAll(() => chat.close());

  const place = () => ({ platform, channel: chat.channel });
  const post = async (shown: Card): Promise<string> => {
    const sent = await chat.poster.post(place(), { id: `m${Math.random()}`, card: shown, alsoInChannel: false });
    if (sent.kind !== "sent") throw new Error(JSON.stringify(sent));
    return sent.ref;
  };

  /** Posted, and shown in the place of another one. */
  const expectTaken = async (shown: Card): Promise<void> => {
    expect(chat.reads(await post(shown))).toContain(shown.title);
    expect(await chat.poster.edit({ ...place(), ref: live }, shown)).toMatchObject({ kind: "sent" });
    expect(chat.reads(live)).toContain(shown.title);
  };

  test.each(verbs)("tells how to use: %s", (verb) => expectTaken(helpFor(verb)));

  test.each(Object.keys(cards))("shows: %s", (name) => expectTaken(cards[name] ?? never(name)));

  test.each(Object.entries(errors))("tells a failure: %s", async (code, message) => {
    const kind = "fatal";
    const details = { side: "azure", cloudCode: "<Code> & Co", cloudMessage: "*no* <!channel>" } as const;
    const shown = errorWord({ code: code as ErrorCode, kind, message, hint: "Try again.", details }, "4f0a");
    const alex = chat.personOf("alex");
    const told = await chat.poster.aside(alex, { ...place(), direct: false }, { id: "a", card: shown });
    expect(told).toMatchObject({ kind: "sent" });
    expect(chat.told("alex")).toContain(message);
  });

  test.each(Object.keys(forms))("shows in the place of a form: %s", async (name) => {
    const form = forms[name] ?? never(name);
    expect(await chat.poster.updateForm(await asked("teardown erp"), form)).toMatchObject({ kind: "sent" });
    if (form.fields.length === 0) return;
    expect(Object.keys(chat.form("dana").values)).toEqual(form.fields.map((field) => field.name));
  });

  test.each([
    {
      line: "teardown erp",
      form: teardownForm(removal),
      values: { confirm: "erp", reason: "moved" },
    },
    {
      line: "resize erp",
      form: resizeForm(aPlan(), [2000, 5000]),
      values: { bandwidth: "2", reason: "quarter-end loads" },
    },
  ])(
    "asks for the rest of a line once the clouds are read, and takes it over: $line",
    async ({ line, form, values }) => {
      await chat.poster.updateForm(await asked(line), form);
      expect(await chat.sends("dana", values)).toEqual({});
      expect(chat.inbox.taken.at(-1)).toMatchObject({
        person: chat.personOf("dana"),
        place: { platform, channel: chat.channel, direct: false },
        act: { kind: "form", form: form.form, subject: aPlan().uid, values },
      });
    },
  );

  test.each([...actionForms])("opens a form at once by the button: %s", async (action, form) => {
    const pressed = button(action as ActionName, "i4f0a", { label: "Press" });
    await chat.presses("alex", "Press", await post(word("erp", undefined, [actions([pressed])])));
    const [first = never("field")] = (forms[form] ?? never(form)).fields;
    await eventually(() => first.name in chat.form("alex").values);
  });

  test("took everything that was sent as built rightly", () => {
    expect(chat.refused()).toEqual([]);
  });

  /** The id of what a line becomes, that needs the clouds to be read first. */
  async function asked(line: string): Promise<string> {
    await chat.types("dana", line);
    const act = chat.inbox.taken.at(-1)?.act;
    if (act?.kind !== "command" || act.formId === undefined) throw new Error(`no form for ${line}`);
    return act.formId;
  }
});

function never(what: string): never {
  throw new RangeError(`there is no ${what}`);
}

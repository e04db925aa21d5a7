import { at, type JsonObject, objectAt, textAt } from "../../kit/json.ts";
import { inputsIn, typeOf } from "../cards/parts.ts";
import type { Receipt, Sending } from "../delivery/courier.ts";
import { type Answer, actionAnswer } from "./answers.ts";
import { type ActionName, findAction, hasAction, type MessageRef, type Seen, seenCard } from "./cards.ts";
import { filledIn, type Inputs, inputProblems } from "./inputs.ts";
import { activityOf, actor, clientInfo, type Scene, type Stage } from "./stage.ts";

/** Somebody fills in inputs of a card and presses one of its actions. */
export interface Press extends ActionName {
  readonly who: string;
  readonly on: MessageRef;
  readonly inputs?: Inputs | undefined;
  /** The person still sees an earlier wording: the newest one that has this action counts. */
  readonly stale?: boolean | undefined;
}

/** What came of it. Without a receipt the client objected to the inputs itself and sent nothing. */
export interface PressOutcome {
  readonly receipt?: Receipt;
  /** What an Action.Execute was answered; an Action.Submit has no answer. */
  readonly answer?: Answer;
  /** By input id, what the client objects to. */
  readonly errors: Readonly<Record<string, string>>;
}

const sceneOf = (seen: Seen, scene: Pick<Scene, "person">): Scene => ({
  ...scene,
  conversation: seen.conversation,
  threadId: seen.message.threadId ?? seen.message.id,
});

function withInputs(action: JsonObject, seen: Seen, inputs: Inputs = {}) {
  const ignores = textAt(action, "associatedInputs")?.toLowerCase() === "none";
  const all = ignores ? [] : inputsIn(seen.card);
  const values = filledIn(all, inputs);
  return { data: { ...objectAt(action, "data"), ...values }, errors: inputProblems(all, values) };
}

interface Pressed {
  readonly stage: Stage;
  readonly scene: Scene;
  readonly seen: Seen;
  readonly action: JsonObject;
  readonly data: JsonObject;
  readonly sending: Sending | undefined;
}

async function execute({ stage, scene, seen, action, data, sending }: Pressed): Promise<PressOutcome> {
  const { id, verb } = action;
  const activity = activityOf(stage, scene, {
    type: "invoke",
    name: "adaptiveCard/action",
    replyToId: seen.message.id,
    value: { action: { type: "Action.Execute", id, verb, data }, trigger: "manual" },
    entities: [clientInfo(scene.person)],
  });
  const what = `adaptiveCard/action ${textAt(action, "verb") ?? ""}`;
  const receipt = await stage.courier.send({ what, activity }, sending);
  const answer = actionAnswer(stage.tenant, receipt, seen.conversation.id);
  if (answer.kind === "card") stage.tenant.messages.showAlone(seen.message, scene.person.id, answer.card);
  return { receipt, answer, errors: {} };
}

async function submit({ stage, scene, seen, action, data, sending }: Pressed): Promise<PressOutcome> {
  const { msteams: _client, ...value } = data;
  const activity = activityOf(stage, scene, {
    type: "message",
    replyToId: seen.message.id,
    value,
    entities: [clientInfo(scene.person)],
    channelData: { ...objectAt(activityOf(stage, scene, {}), "channelData"), source: { name: "message" } },
  });
  const what = `Action.Submit ${textAt(action, "title") ?? ""}`;
  return { receipt: await stage.courier.send({ what, activity }, sending), errors: {} };
}

const senders: Readonly<Record<string, (pressed: Pressed) => Promise<PressOutcome>>> = {
  "Action.Execute": execute,
  "Action.Submit": submit,
};

/** Presses an action of a card. @throws RangeError for one that nobody sees, or that sends nothing */
export async function press(stage: Stage, pressed: Press, sending?: Sending): Promise<PressOutcome> {
  const person = actor(stage, pressed.who);
  const { stale } = pressed;
  const seen = seenCard(stage, person, pressed.on, { stale, passes: (card) => hasAction(card, pressed) });
  const action = findAction(seen.card, pressed);
  if (at(action, "isEnabled") === false) throw new RangeError(`${pressed.action} is greyed out`);
  const send = senders[typeOf(action)];
  if (!send) throw new RangeError(`${pressed.action} is an ${typeOf(action)}: the bot hears nothing of it`);
  const { data, errors } = withInputs(action, seen, pressed.inputs);
  if (Object.keys(errors).length > 0) return { errors };
  return send({ stage, scene: sceneOf(seen, { person }), seen, action, data, sending });
}

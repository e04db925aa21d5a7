import { z } from "zod";
import { at, textAt } from "../../kit/json.ts";
import { inputsIn } from "../cards/parts.ts";
import type { Receipt, Sending } from "../delivery/courier.ts";
import { type MessageRef, seenCard } from "./cards.ts";
import { filledIn, type Inputs } from "./inputs.ts";
import { activityOf, actor, clientInfo, type Stage } from "./stage.ts";

/** Somebody types into an input whose choices the bot is asked for. */
export interface Search {
  readonly who: string;
  readonly on: MessageRef;
  /** The input's id. */
  readonly input: string;
  readonly text: string;
  /** What is filled in elsewhere in the card. */
  readonly inputs?: Inputs | undefined;
}

export interface SearchOutcome {
  readonly receipt: Receipt;
  /** None when the bot gave no list that a client could show. */
  readonly choices: readonly { readonly title: string; readonly value: string }[];
}

const MOST = 15;

const results = z.strictObject({
  statusCode: z.literal(200),
  type: z.literal("application/vnd.microsoft.search.searchResponse"),
  value: z.strictObject({ results: z.array(z.strictObject({ title: z.string(), value: z.string() })) }),
});

/**
 * Types into a search, and shows what the bot offers.
 *
 * @see https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/dynamic-search
 */
export async function search(stage: Stage, asked: Search, sending?: Sending): Promise<SearchOutcome> {
  const person = actor(stage, asked.who);
  const { conversation, message, card } = seenCard(stage, person, asked.on);
  const inputs = inputsIn(card);
  const input = inputs.find((one) => textAt(one, "id") === asked.input);
  const query = at(input, "choices.data");
  if (query === undefined) throw new RangeError(`${asked.input} is not searched as one types`);
  const others = textAt(query, "associatedInputs") === "auto" && { data: filledIn(inputs, asked.inputs ?? {}) };
  const scene = { person, conversation, threadId: message.threadId ?? message.id };
  const activity = activityOf(stage, scene, {
    type: "invoke",
    name: "application/search",
    replyToId: message.id,
    value: {
      kind: "search",
      queryText: asked.text,
      queryOptions: { skip: 0, top: MOST },
      dataset: textAt(query, "dataset"),
      ...others,
    },
    entities: [clientInfo(person)],
  });
  const receipt = await stage.courier.send({ what: `application/search ${asked.input}`, activity }, sending);
  const read = results.safeParse(receipt.body);
  if (read.success) return { receipt, choices: read.data.value.results };
  if (receipt.failure === undefined) {
    const reasons = read.error.issues.map((issue) => issue.message);
    stage.tenant.journal.refuse({
      method: "application/search",
      error: "BadSyntax",
      reasons,
      channel: conversation.id,
    });
  }
  return { receipt, choices: [] };
}

import { z } from "zod";
import type { AdaptiveCard } from "./adaptive-card.ts";
import { cardType } from "./render-card.ts";

/** What a request from Teams is answered with. */
export interface HttpAnswer {
  readonly status: number;
  readonly body?: object;
}

export const taken: HttpAnswer = { status: 200 };

/**
 * The answer to a used button takes the card's place, for the one who used it. The HTTP status is always 200: Teams
 * shows anything else as a failure without words.
 *
 * @see https://learn.microsoft.com/adaptive-cards/authoring-cards/universal-action-model#response-format
 */
export function cardAnswer(card: AdaptiveCard): HttpAnswer {
  return { status: 200, body: { statusCode: 200, type: cardType, value: card } };
}

/** The card stays as it is, and one sentence is shown beside it. */
export function wordAnswer(sentence: string): HttpAnswer {
  return {
    status: 200,
    body: { statusCode: 200, type: "application/vnd.microsoft.activity.message", value: sentence },
  };
}

export function errorAnswer(message: string): HttpAnswer {
  const value = { code: "BadRequest", message };
  return { status: 200, body: { statusCode: 400, type: "application/vnd.microsoft.error", value } };
}

const actionSchema = z.object({ action: z.object({ data: z.unknown().optional() }) });

/** Data of the Action.Execute that was used, together with what was filled in. */
export function executedData(value: unknown): unknown {
  return actionSchema.safeParse(value).data?.action.data;
}

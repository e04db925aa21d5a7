import * as api from "../api.mjs";
import { withSymbols } from "../blocks/symbols.mjs";
import { h } from "../dom.mjs";
import { state } from "../store.mjs";
import { telling, toast } from "../toasts.mjs";
import { hostConfig } from "./host-config.mjs";
import { teamsMarkdown } from "./markdown.mjs";

/** Draws an Adaptive Card with Microsoft's own renderer, and does what is pressed in it. */

/** The renderer is a script of its own: it puts itself under this name. */
const renderer = () => globalThis.AdaptiveCards;

const html = (text) => h("div", {}, teamsMarkdown(text)).innerHTML;

/** What the bot offered while somebody typed, by input: of these the renderer returns the words and not the value. */
const offered = new WeakMap();

const valueOf = (input) => {
  const { value = "" } = input;
  return offered.get(input)?.find(({ title }) => title === value)?.value ?? String(value);
};

const inputsOf = (card) => Object.fromEntries(card.getAllInputs().map((input) => [input.id, valueOf(input)]));

/** What an action is called, and the data that tells it from others of that name. */
const nameOf = (action) => {
  const { id, verb, title, data } = action.toJSON();
  return { action: id ?? verb ?? title, ...(data && { data }) };
};

/** What somebody who pressed something is told at once. */
const tell = ({ answer, errors }) => {
  const problem = Object.values(errors ?? {})[0];
  if (problem) toast(problem);
  if (answer?.kind === "message" || answer?.kind === "error") toast(answer.text);
  if (answer?.kind === "failed") toast("Something went wrong. Please try again.");
};

const press = async (card, act, action) => {
  const Cards = renderer();
  if (action instanceof Cards.OpenUrlAction) {
    globalThis.open(action.url, "_blank", "noopener");
    return;
  }
  const outcome = await act({ act: "press", ...nameOf(action), inputs: inputsOf(card) });
  if (outcome) tell(outcome);
};

/** Asks the bot for choices as one types. */
const search = async (input, on) => {
  const text = input.getFilterForDynamicSearch();
  if (!text) return;
  input.showLoadingIndicator();
  const outcome = await telling(() => api.act({ act: "search", who: state.me, on, input: input.id, text }));
  if (!outcome?.choices) {
    input.showErrorIndicator(text, "Unable to load");
    return;
  }
  offered.set(input, [...(offered.get(input) ?? []), ...outcome.choices]);
  input.renderChoices(text, outcome.choices);
};

const newCard = (on, act) => {
  const Cards = renderer();
  const card = new Cards.AdaptiveCard();
  card.hostConfig = new Cards.HostConfig(hostConfig);
  card.onExecuteAction = (action) => void press(card, act, action);
  card.onInputValueChanged = (input) => {
    if (input instanceof Cards.ChoiceSetInput && input.isDynamicTypeahead()) void search(input, on);
  };
  return card;
};

/** The renderer draws text as it is; symbols become pictures here as everywhere on the page. */
const drawSymbols = (element) => {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) texts.push(walker.currentNode);
  for (const text of texts) text.replaceWith(...withSymbols(text.data));
  return element;
};

/** A card as it stands in a message. `act` does something as whoever one is. */
export const drawCard = ({ card: json, channel, ts, onlyHere }, act) => {
  const Cards = renderer();
  Cards.AdaptiveCard.onProcessMarkdown = (text, result) => {
    result.outputHtml = html(text);
    result.didProcess = true;
  };
  const on = { conversation: channel, id: ts };
  const card = newCard(on, (told) => act({ ...told, on }));
  // Searching as one types came with 1.6, and Teams does it in cards of 1.5.
  card.parse(json, new Cards.SerializationContext(Cards.Versions.v1_6));
  return h("div", { class: onlyHere ? "card only-here" : "card" }, drawSymbols(card.render()));
};

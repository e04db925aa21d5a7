import { drawCard } from "../cards/card.mjs";
import { teamsMarkdown } from "../cards/markdown.mjs";
import { h } from "../dom.mjs";

const textOf = ({ text, textFormat }) =>
  text !== "" &&
  h("div", { class: "content" }, h("p", {}, textFormat === "plain" ? plainText(text) : teamsMarkdown(text)));

/** What people write: their mentions are all that is more than text. */
const plainText = (text) =>
  text
    .split(/(<at>.*?<\/at>)/)
    .map((part) => (part.startsWith("<at>") ? h("span", { class: "mention" }, part.slice(4, -5)) : part));

const pictures = ({ pictures: all }) =>
  all.map(({ contentUrl, name }) => h("img", { class: "file", src: contentUrl, alt: name ?? "A picture" }));

/** What a message of Teams says; `act` does something as whoever one is. */
export const teamsContent = (message, act) => [
  textOf(message),
  message.card && drawCard(message, act),
  pictures(message),
];

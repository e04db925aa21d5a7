import { drawContent } from "../blocks/block.mjs";
import { h } from "../dom.mjs";

const pictures = ({ fileIds }) =>
  fileIds.map((id) => {
    const url = `/_sim/slack/files/${encodeURIComponent(id)}`;
    return h(
      "a",
      { href: url, target: "_blank" },
      h("img", { class: "file", src: url, alt: "A picture; its text is above" }),
    );
  });

/** What a message of Slack says; `act` does something as whoever one is. */
export const slackContent = (message, act) => {
  const use = (block, element, value) => {
    const on = { channel: message.channel, ts: message.ts };
    return act({ act: "click", on, actionId: element.action_id, blockId: block.block_id, value });
  };
  return [h("div", { class: "content" }, drawContent(message, { use })), pictures(message)];
};

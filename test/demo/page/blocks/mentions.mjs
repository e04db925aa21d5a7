import { h } from "../dom.mjs";
import { channelById, groupById, personById } from "../people.mjs";
import { state } from "../store.mjs";

const isMe = (person) => person?.name === state.me;
const isMine = (group) => group?.members.some((id) => isMe(personById(id))) ?? false;

const chip = (text, mine) => h("span", { class: mine ? "mention mine" : "mention" }, text);

export const personMention = (id) => {
  const person = personById(id);
  return chip(`@${person?.realName ?? id}`, isMe(person));
};

export const groupMention = (id) => {
  const group = groupById(id);
  return chip(`@${group?.handle ?? id}`, isMine(group));
};

export const channelMention = (id) => chip(`#${channelById(id)?.name ?? id}`, false);

export const everybody = (range) => chip(`@${range}`, true);

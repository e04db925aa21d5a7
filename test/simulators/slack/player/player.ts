import type { Sending } from "../delivery/carrier.ts";
import { showing } from "../workspace/views.ts";
import { click, clickInView, type MessageClick, type ViewClick } from "./clicks.ts";
import { slashCommand } from "./commands.ts";
import { closeView, type Entries, fillIn, type Submission, submitView } from "./modals.ts";
import { actor, type Stage } from "./stage.ts";
import { type Typing, typeInSelect } from "./suggestions.ts";
import { mention, type Saying, say } from "./talk.ts";

/**
 * Acts as the people of the workspace. People and channels are named by id or name. Every act resolves
 * once the app has answered or its 3 s are over, and throws RangeError for what nobody could do, such as
 * clicking on a button that is not there.
 */
export const playerOn = (stage: Stage) => ({
  slashCommand: (who: string, where: string, line: string, sending?: Sending) =>
    slashCommand(stage, { who, where, line }, sending),
  mention: (saying: Saying, sending?: Sending) => mention(stage, saying, sending),
  say: (saying: Saying) => say(stage, saying),
  click: (clicked: MessageClick, sending?: Sending) => click(stage, clicked, sending),
  clickInView: (clicked: ViewClick, sending?: Sending) => clickInView(stage, clicked, sending),
  typeInSelect: (typing: Typing, sending?: Sending) => typeInSelect(stage, typing, sending),
  fillIn: (who: string, viewId: string, entries: Entries) => fillIn(stage, who, viewId, entries),
  submitView: (submission: Submission, sending?: Sending) => submitView(stage, submission, sending),
  closeView: (who: string, viewId: string) => closeView(stage, who, viewId),

  /** The modal in front of a person, and what it shows. @throws RangeError when there is none */
  modalOf(who: string) {
    const view = stage.workspace.views.stack(actor(stage, who).id).at(-1);
    if (!view) throw new RangeError(`no modal in front of ${who}`);
    return { viewId: view.id, ...showing(view).modal };
  },
});

export type Player = ReturnType<typeof playerOn>;

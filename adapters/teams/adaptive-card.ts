/**
 * The part of Adaptive Cards 1.5 that the bot draws.
 *
 * @see https://adaptivecards.io/explorer/
 */
export interface AdaptiveCard {
  readonly type: "AdaptiveCard";
  readonly $schema?: string;
  readonly version?: string;
  readonly body: readonly Element[];
  readonly actions?: readonly Action[];
  readonly fallbackText?: string;
  readonly msteams?: { readonly width: "Full"; readonly entities?: readonly MentionEntity[] };
}

/** Makes `<at>Name</at>` in a text block a mention. `id` may be the person's Entra object id. */
export interface MentionEntity {
  readonly type: "mention";
  readonly text: string;
  readonly mentioned: { readonly id: string; readonly name: string };
}

interface Spaced {
  readonly spacing?: "none" | "small" | "medium" | "large";
  readonly separator?: boolean;
}

/** Parsed as markdown: nothing from outside may stand in it. */
export interface TextBlock extends Spaced {
  readonly type: "TextBlock";
  readonly text: string;
  readonly wrap: true;
  readonly size?: "small";
}

/** Text in which nothing is parsed but dates. */
export interface TextRun {
  readonly type: "TextRun";
  readonly text: string;
  readonly weight?: "bolder";
  readonly size?: "small" | "large";
  readonly isSubtle?: boolean;
  readonly color?: "attention";
  readonly fontType?: "monospace";
  readonly selectAction?: { readonly type: "Action.OpenUrl"; readonly url: string };
}

export interface RichTextBlock extends Spaced {
  readonly type: "RichTextBlock";
  readonly inlines: readonly TextRun[];
}

export interface Table extends Spaced {
  readonly type: "Table";
  readonly firstRowAsHeaders: true;
  readonly showGridLines: boolean;
  readonly columns: readonly { readonly width: number }[];
  readonly rows: readonly {
    readonly type: "TableRow";
    readonly cells: readonly { readonly type: "TableCell"; readonly items: readonly RichTextBlock[] }[];
  }[];
}

export interface ActionSet extends Spaced {
  readonly type: "ActionSet";
  readonly actions: readonly Action[];
}

interface InputBase extends Spaced {
  readonly id: string;
  readonly label: string;
  readonly value?: string;
}

export interface TextInput extends InputBase {
  readonly type: "Input.Text";
  readonly placeholder?: string;
  readonly isMultiline: boolean;
  readonly maxLength: number;
}

export interface ChoiceSetInput extends InputBase {
  readonly type: "Input.ChoiceSet";
  readonly style: "compact" | "expanded" | "filtered";
  readonly placeholder?: string;
  readonly choices: readonly Choice[];
  /** More choices as one types. Clients that do not know it show `choices` alone. */
  readonly "choices.data"?: { readonly type: "Data.Query"; readonly dataset: string };
}

export interface Choice {
  readonly title: string;
  readonly value: string;
}

export interface ToggleInput extends InputBase {
  readonly type: "Input.Toggle";
  readonly title: string;
  readonly valueOn: string;
  readonly valueOff: string;
}

export type Input = TextInput | ChoiceSetInput | ToggleInput;
export type Element = TextBlock | RichTextBlock | Table | ActionSet | Input;

type Style = "positive" | "destructive";

export interface ExecuteAction {
  readonly type: "Action.Execute";
  readonly title: string;
  readonly verb: string;
  readonly data: object;
  readonly style?: Style;
  readonly mode?: "secondary";
  /** For clients that know no Action.Execute: the same data arrives as a message. */
  readonly fallback: {
    readonly type: "Action.Submit";
    readonly title: string;
    readonly data: object;
    readonly style?: Style;
  };
}

/** A card that unfolds below its button. */
export interface ShowCardAction {
  readonly type: "Action.ShowCard";
  readonly title: string;
  readonly card: AdaptiveCard;
  readonly style?: Style;
  readonly mode?: "secondary";
}

export type Action = ExecuteAction | ShowCardAction;

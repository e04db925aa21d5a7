/** What people and channels are called in the place where a card is shown; undefined where that is not known. */
export interface Names {
  person(who: string): string | undefined;
  channel(id: string): string | undefined;
}

/** For what is drawn without looking anybody up. */
export const noNames: Names = { person: () => undefined, channel: () => undefined };

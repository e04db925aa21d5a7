/**
 * Sends one batch at a time: what comes while one is under way goes along with the next. Nobody waits for company;
 * alone, an item is sent at once.
 *
 * @param send what it throws meets everybody in the batch
 */
export function together<Item>(send: (items: readonly Item[]) => Promise<unknown>): (item: Item) => Promise<void> {
  let waiting: Item[] = [];
  let next: Promise<void> | undefined;
  let underWay: Promise<unknown> = Promise.resolve();

  async function sendNext(): Promise<void> {
    await underWay;
    const batch = waiting;
    waiting = [];
    next = undefined;
    const sending = send(batch);
    underWay = sending.catch(() => undefined);
    await sending;
  }

  return (item) => {
    waiting.push(item);
    next ??= sendNext();
    return next;
  };
}

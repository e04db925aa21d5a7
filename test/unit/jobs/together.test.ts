import { together } from "../../../jobs/together.ts";

/** Sendings that end when the test says so. */
class Post {
  readonly sent: (readonly string[])[] = [];
  private readonly ends: { readonly arrived: () => void; readonly lost: (why: Error) => void }[] = [];
  readonly hand = together((items: readonly string[]) => {
    this.sent.push(items);
    return new Promise<void>((arrived, lost) => void this.ends.push({ arrived, lost }));
  });

  async next(): Promise<(typeof this.ends)[number]> {
    await Promise.resolve();
    const end = this.ends.shift();
    if (end === undefined) throw new Error("nothing is under way");
    return end;
  }
}

test("who is alone is sent at once, who comes meanwhile goes along with the next", async () => {
  const post = new Post();
  const first = post.hand("a");
  const one = await post.next();
  const others = Promise.all([post.hand("b"), post.hand("c")]);
  expect(post.sent).toEqual([["a"]]);
  one.arrived();
  await first;
  const two = await post.next();
  expect(post.sent).toEqual([["a"], ["b", "c"]]);
  two.arrived();
  await others;
});

test("what goes wrong meets everybody in the batch, and nobody else", async () => {
  const post = new Post();
  const first = post.hand("a").catch((why: unknown) => why);
  const one = await post.next();
  const second = post.hand("b");
  one.lost(new Error("lost"));
  expect(await first).toEqual(new Error("lost"));
  (await post.next()).arrived();
  await expect(second).resolves.toBeUndefined();
  expect(post.sent).toEqual([["a"], ["b"]]);
});

import Sequencer from "@jest/test-sequencer";

/** Parts of a path, the kind of test that takes longest first. What is not named comes last. */
const kinds = ["/test/faults/", "/test/integration/demo/", "/test/e2e/", "/test/integration/", "/test/contract/"];

/**
 * Begins with the kinds that start programs and wait for them: on a fresh clone jest knows no durations yet, and a long
 * file begun last would leave the other workers idle.
 */
export default class SlowFirst extends Sequencer {
  async sort(tests) {
    const known = await Sequencer.prototype.sort.call(this, tests);
    return known.toSorted((a, b) => rankOf(a) - rankOf(b));
  }
}

function rankOf({ path }) {
  const rank = kinds.findIndex((kind) => path.includes(kind));
  return rank < 0 ? kinds.length : rank;
}

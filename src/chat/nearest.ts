/**
 * The known words closest to what was typed, best first, at most `count`. A word counts as close within two slips of
 * the finger, or one for words of up to three letters; a word that starts with what was typed always counts.
 */
export function nearest(typed: string, known: readonly string[], count = 3): readonly string[] {
  const wanted = typed.toLowerCase();
  const allowed = wanted.length <= 3 ? 1 : 2;
  return known
    .map((word) => ({ word, slips: slipsBetween(wanted, word.toLowerCase()) }))
    .filter(({ word, slips }) => slips <= allowed || startsWith(word, wanted))
    .toSorted((a, b) => a.slips - b.slips || a.word.localeCompare(b.word))
    .slice(0, count)
    .map(({ word }) => word);
}

function startsWith(word: string, typed: string): boolean {
  return typed.length >= 2 && word.toLowerCase().startsWith(typed);
}

/** Letters to add, drop, replace or swap with their neighbour to turn one word into the other (optimal string alignment). */
export function slipsBetween(a: string, b: string): number {
  let twoAgo: readonly number[] = [];
  let before: readonly number[] = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const now = nextRow({ a, b, row, before, twoAgo });
    twoAgo = before;
    before = now;
  }
  return before[b.length] ?? 0;
}

interface Rows {
  readonly a: string;
  readonly b: string;
  readonly row: number;
  readonly before: readonly number[];
  readonly twoAgo: readonly number[];
}

function nextRow({ a, b, row, before, twoAgo }: Rows): readonly number[] {
  const now = [row];
  for (let column = 1; column <= b.length; column++) {
    const same = a[row - 1] === b[column - 1];
    const candidates = [
      at(before, column) + 1,
      at(now, column - 1) + 1,
      at(before, column - 1) + (same ? 0 : 1),
      isSwap(a, b, row, column) ? at(twoAgo, column - 2) + 1 : Infinity,
    ];
    now.push(Math.min(...candidates));
  }
  return now;
}

function isSwap(a: string, b: string, row: number, column: number): boolean {
  return row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
}

function at(values: readonly number[], index: number): number {
  return values[index] ?? Infinity;
}

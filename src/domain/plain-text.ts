/**
 * Characters that change how the text around them is read without being seen: controls, soft hyphen, zero-width and
 * bidirectional marks, variation and tag characters. Text from outside could hide or reverse words with them.
 */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;
const LINE_BREAKS = /[\t-\r\u0085\u2028\u2029]+/gu;

/** Text from outside made fit to be shown: line breaks and tabs become spaces, unseen characters go. Idempotent. */
export function clean(text: string): string {
  return text.replace(LINE_BREAKS, " ").replace(UNSEEN, "").replace(/\s+/gu, " ");
}

/** The same, without spaces around it. */
export function plainText(text: string): string {
  return clean(text).trim();
}

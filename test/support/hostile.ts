/** Texts that try to be more than text. None of them may come out as markup, nor hide or turn what stands around it. */
export const hostileTexts = [
  "<!channel>",
  "<!here|here>",
  "<https://evil.example|Approve>",
  "<@U0ALEX>",
  "[x](https://evil.example)",
  "{{DATE(2026-01-01T00:00:00Z)}}",
  "<at>everyone</at>",
  "a\u202Egnp.exe",
  "zero\u200Bwidth\u2066",
  "*bold* _it_ ~no~ `code`",
  "<script>alert(1)</script>",
  "&lt;!channel&gt;",
  "line one\nline two\r\nline three",
  "@channel @here @everyone",
] as const;

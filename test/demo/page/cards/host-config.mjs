/**
 * How Teams has cards drawn: its sizes, its spacing, and colours that follow the page's theme.
 *
 * @see https://learn.microsoft.com/adaptive-cards/rendering-cards/host-config
 */

const shade = (color) => ({ default: `var(--${color})`, subtle: `var(--${color}-subtle, var(--${color}))` });

const foregroundColors = {
  default: { default: "var(--text)", subtle: "var(--muted)" },
  dark: { default: "var(--text)", subtle: "var(--muted)" },
  light: { default: "var(--surface)", subtle: "var(--surface)" },
  accent: shade("accent"),
  good: shade("good"),
  warning: shade("leaving"),
  attention: shade("bad"),
};

const box = (backgroundColor, borderColor = "var(--line)") => ({ backgroundColor, borderColor, foregroundColors });

export const hostConfig = {
  supportsInteractivity: true,
  fontFamily: "inherit",
  fontTypes: {
    default: {
      fontFamily: "inherit",
      fontSizes: { small: 12, default: 14, medium: 15, large: 18, extraLarge: 22 },
      fontWeights: { lighter: 300, default: 400, bolder: 600 },
    },
    monospace: {
      fontFamily: "var(--mono)",
      fontSizes: { small: 11, default: 13, medium: 14, large: 17, extraLarge: 21 },
      fontWeights: { lighter: 300, default: 400, bolder: 600 },
    },
  },
  spacing: { small: 4, default: 8, medium: 16, large: 20, extraLarge: 28, padding: 16 },
  separator: { lineThickness: 1, lineColor: "var(--line)" },
  containerStyles: {
    default: box("var(--surface)"),
    emphasis: box("var(--raised)"),
    accent: box("var(--accent-soft)"),
    good: box("var(--good-soft)"),
    attention: box("var(--bad-soft)"),
    warning: box("var(--leaving-soft)"),
  },
  imageSizes: { small: 32, medium: 52, large: 100 },
  inputs: {
    label: {
      inputSpacing: "small",
      requiredInputs: { weight: "bolder", suffix: " *", suffixColor: "attention" },
      optionalInputs: { weight: "bolder" },
    },
    errorMessage: { color: "attention", spacing: "small", weight: "default", size: "small" },
  },
  actions: {
    maxActions: 6,
    spacing: "default",
    buttonSpacing: 8,
    showCard: { actionMode: "inline", inlineTopMargin: 12, style: "emphasis" },
    actionsOrientation: "horizontal",
    actionAlignment: "left",
  },
  adaptiveCard: { allowCustomStyle: false },
  factSet: {
    title: { weight: "bolder", wrap: true, maxWidth: 160 },
    value: { wrap: true },
    spacing: 16,
  },
  table: { cellSpacing: 8 },
};

/** Light or dark: as the system has it, until somebody says otherwise. */

const KEY = "interconnect-demo-theme";
const wantsDark = () => matchMedia("(prefers-color-scheme: dark)").matches;

const kept = () => {
  try {
    return localStorage.getItem(KEY) ?? undefined;
  } catch {
    return undefined;
  }
};

const keep = (theme) => {
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // A browser that keeps nothing still shows the theme until the page is left.
  }
};

/** Makes the button that switches between them. */
export const startTheme = (button) => {
  const show = (theme) => {
    document.documentElement.dataset.theme = theme;
    const other = theme === "dark" ? "light" : "dark";
    button.textContent = theme === "dark" ? "☀" : "☾";
    button.setAttribute("aria-label", `Switch to ${other} colours`);
    button.title = `Switch to ${other} colours`;
  };
  button.addEventListener("click", () => {
    const next = document.documentElement.dataset.theme === "dark" ? "light" : "dark";
    keep(next);
    show(next);
  });
  show(kept() ?? (wantsDark() ? "dark" : "light"));
};

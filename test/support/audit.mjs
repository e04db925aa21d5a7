/**
 * What makes a page hard to use, as sentences; empty when nothing was found. Runs inside the page, so it stands on its
 * own: names of controls, alternatives of pictures, ids, contrast of text, and width.
 */
export function audit() {
  const visible = (element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  const all = (selector) => [...document.querySelectorAll(selector)].filter(visible);
  const describe = (element) =>
    `<${element.localName} class="${element.className}">${element.textContent.slice(0, 40)}`;

  const textOf = (id) => document.getElementById(id)?.textContent ?? "";
  const nameOf = (element) =>
    [
      element.getAttribute("aria-label") ?? "",
      ...(element.getAttribute("aria-labelledby") ?? "").split(" ").map(textOf),
      ...[...(element.labels ?? [])].map((label) => label.textContent),
      element.localName === "button" || element.localName === "a" ? element.textContent : "",
    ]
      .join("")
      .trim();

  const canvas = document.createElement("canvas");
  canvas.width = 1;
  canvas.height = 1;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  /** Colours laid over each other, the last on top, as red, green and blue. */
  const over = (colours) => {
    context.clearRect(0, 0, 1, 1);
    for (const colour of colours) {
      context.fillStyle = colour;
      context.fillRect(0, 0, 1, 1);
    }
    return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const luminance = (colour) => {
    const [red, green, blue] = colour.map((byte) => {
      const part = byte / 255;
      return part <= 0.039_28 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const groundsOf = (element) => {
    const grounds = [];
    for (let one = element; one; one = one.parentElement) grounds.unshift(getComputedStyle(one).backgroundColor);
    return ["white", ...grounds];
  };
  const contrastOf = (element) => {
    const grounds = groundsOf(element);
    const [text, ground] = [over([...grounds, getComputedStyle(element).color]), over(grounds)].map(luminance);
    return (Math.max(text, ground) + 0.05) / (Math.min(text, ground) + 0.05);
  };
  const needed = (element) => {
    const { fontSize, fontWeight } = getComputedStyle(element);
    const size = Number.parseFloat(fontSize);
    return size >= 24 || (size >= 18.66 && Number(fontWeight) >= 700) ? 3 : 4.5;
  };
  const hasText = (element) =>
    [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim() !== "");

  const ids = [...document.querySelectorAll("[id]")].map(({ id }) => id);
  return [
    ...all("button, a[href], input, select, textarea")
      .filter((element) => nameOf(element) === "")
      .map((element) => `has no name: ${describe(element)}`),
    ...all("img")
      .filter((image) => !image.hasAttribute("alt"))
      .map((image) => `has no alternative: ${image.src}`),
    ...ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `is an id twice: ${id}`),
    ...all("body *")
      .filter((element) => hasText(element) && contrastOf(element) < needed(element))
      .map((element) => `has a contrast of ${contrastOf(element).toFixed(2)}: ${describe(element)}`),
    ...(document.documentElement.scrollWidth > innerWidth
      ? [`is ${document.documentElement.scrollWidth} px wide`]
      : []),
  ];
}

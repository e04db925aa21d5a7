const NEAR_PX = 120;

/** Redraws a list of messages; who was at its end stays there, who reads further up is left alone. */
export const keepingEnd = (list, redraw) => {
  const wasAtEnd = list.scrollHeight - list.scrollTop - list.clientHeight < NEAR_PX;
  redraw();
  if (wasAtEnd) list.scrollTop = list.scrollHeight;
};

export const toEnd = (list) => {
  list.scrollTop = list.scrollHeight;
};

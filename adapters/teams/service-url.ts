/** True when an address is one of Teams' own: at one of the allowed hosts, and below the allowed path. */
export function isServiceUrl(address: string, allowed: readonly string[]): boolean {
  if (!URL.canParse(address)) return false;
  const { origin, pathname, username, password } = new URL(address);
  if (username !== "" || password !== "") return false;
  return allowed.some((one) => {
    const base = new URL(one);
    return origin === base.origin && withSlash(pathname).startsWith(base.pathname);
  });
}

/** Teams writes the same address with and without a slash at its end. */
export function sameServiceUrl(one: string, other: string): boolean {
  return withSlash(one) === withSlash(other);
}

function withSlash(text: string): string {
  return text.endsWith("/") ? text : `${text}/`;
}

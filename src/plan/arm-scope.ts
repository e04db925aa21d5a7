/** What holds for an ARM scope (a lock, a right) holds for everything below it. */
export function isWithin(target: string, scope: string): boolean {
  return `${target.toLowerCase()}/`.startsWith(`${scope.toLowerCase().replace(/\/+$/, "")}/`);
}

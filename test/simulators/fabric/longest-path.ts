interface Node {
  readonly needs: readonly string[];
  readonly ms: number;
}

/** What must precede what, by name. */
export type Graph = Readonly<Record<string, Node>>;

/** The shortest time in which any client can do something in this world, and what holds it up. */
export interface CriticalPath {
  readonly criticalPathMs: number;
  /** The node names on the path, first to last. */
  readonly path: readonly string[];
}

const NOTHING: CriticalPath = { criticalPathMs: 0, path: [] };

/** The longest way to a node of a graph. Pure. */
export const longestPath = (graph: Graph, end: string): CriticalPath => {
  const known = new Map<string, CriticalPath>();
  const upTo = (name: string): CriticalPath => {
    const seen = known.get(name);
    if (seen) return seen;
    const node = graph[name] ?? { needs: [], ms: 0 };
    const before = node.needs.map(upTo);
    const latest = before.reduce((a, b) => (b.criticalPathMs > a.criticalPathMs ? b : a), NOTHING);
    const found = {
      criticalPathMs: latest.criticalPathMs + node.ms,
      path: [...latest.path, name],
    };
    known.set(name, found);
    return found;
  };
  return upTo(end);
};

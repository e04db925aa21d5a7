import { notAuthorizedOrNotFound, relatedNotFound, ServiceError } from "./service-error.ts";

/** What every resource of the core service shows. */
export interface Resource {
  readonly id: string;
  readonly compartmentId: string;
  readonly displayName: string;
  readonly lifecycleState: string;
  readonly timeCreated: string;
  readonly freeformTags: Readonly<Record<string, string>>;
  readonly definedTags: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

interface Entry<Kind> {
  readonly resource: Kind;
  readonly version: number;
}

/** States from which a resource only leaves; it no longer counts as there for those who refer to it. */
const leaving: ReadonlySet<string> = new Set(["TERMINATING", "TERMINATED", "DETACHING", "DETACHED"]);

export const isLeaving = (resource: Resource): boolean => leaving.has(resource.lifecycleState);

/** All resources of one kind, each with an etag that changes on every write. */
export class Collection<Kind extends Resource> {
  readonly #entries = new Map<string, Entry<Kind>>();
  readonly #changed: () => void;

  constructor(changed: () => void = () => {}) {
    this.#changed = changed;
  }

  add(resource: Kind): Kind {
    this.#write({ resource, version: 1 });
    return resource;
  }

  all(): Kind[] {
    return [...this.#entries.values()].map(({ resource }) => resource);
  }

  /** Those that are not on their way out. */
  living(): Kind[] {
    return this.all().filter((resource) => !isLeaving(resource));
  }

  peek(id: string): Kind | undefined {
    return this.#entries.get(id)?.resource;
  }

  /** @throws ServiceError 404 NotAuthorizedOrNotFound */
  get(id: string): Kind {
    const resource = this.peek(id);
    if (resource === undefined) throw notAuthorizedOrNotFound();
    return resource;
  }

  /** For an id that came in a body. @throws ServiceError 400 RelatedResourceNotAuthorizedOrNotFound */
  related(id: string): Kind {
    const resource = this.peek(id);
    if (resource === undefined || isLeaving(resource)) throw relatedNotFound(id);
    return resource;
  }

  /** Writes part of a resource; nothing happens when it is gone. */
  patch(id: string, change: Partial<Kind>): void {
    const entry = this.#entries.get(id);
    if (entry) this.#write({ resource: { ...entry.resource, ...change }, version: entry.version + 1 });
  }

  /** Enters another lifecycle state. */
  setState(id: string, lifecycleState: Kind["lifecycleState"]): void {
    const entry = this.#entries.get(id);
    if (entry) this.#write({ resource: { ...entry.resource, lifecycleState }, version: entry.version + 1 });
  }

  remove(id: string): void {
    this.#entries.delete(id);
  }

  /** Opaque to clients; differs for each write of each resource. */
  etag(id: string): string {
    return Buffer.from(`${id.slice(-8)}:${this.#entries.get(id)?.version ?? 0}`).toString("hex");
  }

  /** @throws ServiceError 412 NoEtagMatch when the caller has seen another version */
  checkMatch(id: string, ifMatch: string | undefined): void {
    if (ifMatch === undefined || ifMatch === "*" || ifMatch === this.etag(id)) return;
    throw new ServiceError("NoEtagMatch", `The if-match header does not match the etag of ${id}.`);
  }

  #write(entry: Entry<Kind>): void {
    this.#entries.set(entry.resource.id, entry);
    this.#changed();
  }
}

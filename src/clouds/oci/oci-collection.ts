import type { Leave } from "../../graph/step.ts";
import { isMissingOrForbidden } from "./oci-errors.ts";
import type { OciHttp } from "./oci-http.ts";
import { allPages, type Page, type PageRequest } from "./oci-pages.ts";
import { findIn } from "./oci-presence.ts";
import type { OciCollection, OciResource } from "./oci-resources.ts";

/** How the SDK handles one kind of resource. `Model` is the SDK's type of it. */
export interface OciKind<Model, R extends OciResource, New> {
  view(model: Model, etag: string | undefined): R;
  get(id: string): Promise<{ readonly model: Model; readonly etag: string | undefined }>;
  list(page: PageRequest): Promise<Page<Model>>;
  create(wanted: New, opcRetryToken: string): Promise<{ readonly model: Model; readonly etag: string | undefined }>;
  remove(id: string, version: { readonly ifMatch?: string }): Promise<unknown>;
  /** The secret that a create sends, where there is one. */
  secretOf?(wanted: New): string;
}

/** Makes a kind's SDK operations into a collection that sends through `http`. */
export function toCollection<Model, R extends OciResource, New>(
  http: OciHttp,
  kind: OciKind<Model, R, New>,
): OciCollection<R, New> {
  const list = async (): Promise<readonly R[]> => {
    const models = await allPages(http, (page) => kind.list(page));
    return models.map((model) => kind.view(model, undefined));
  };
  const find = (id: string): Promise<R | undefined> => {
    const read = async (): Promise<R> => {
      const { model, etag } = await http.call(() => kind.get(id));
      return kind.view(model, etag);
    };
    return findIn(id, read, list);
  };
  return {
    list,
    find,
    async create(wanted: New, leave: Leave) {
      const secret = kind.secretOf?.(wanted);
      const { model, etag } = await http.call(() => kind.create(wanted, leave.retryToken), {
        leave,
        ...(secret !== undefined && { secret }),
      });
      return kind.view(model, etag);
    },
    async remove({ id, etag }: R, leave: Leave) {
      const version = etag === undefined ? {} : { ifMatch: etag };
      try {
        await http.call(() => kind.remove(id, version), { leave });
      } catch (thrown) {
        if (!isMissingOrForbidden(thrown) || (await find(id)) !== undefined) throw thrown;
      }
    },
  };
}

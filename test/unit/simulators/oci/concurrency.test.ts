import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { type OciWorld, startOciWorld } from "./oci-world.ts";
import { aDrg, refusalOf } from "./requests.ts";

let world: OciWorld;

beforeEach(async () => {
  world = await startOciWorld();
});

afterEach(async () => {
  await world.close();
});

describe("etags", () => {
  test("let one of two writers of a route table win, and nothing of its rules is lost", async () => {
    const ids = world.oci.seed({
      vcns: [{ name: "app", cidrBlocks: ["10.20.0.0/16"], routeTables: ["private"] }],
      drgs: [{ name: "hub", attachedVcns: ["app"] }],
    });
    const rtId = ids["private"] ?? "";
    const networkEntityId = ids["hub"] ?? "";
    const [mine, theirs] = await Promise.all([
      world.network.getRouteTable({ rtId }),
      world.network.getRouteTable({ rtId }),
    ]);
    const write = (ifMatch: string, destinations: readonly string[]) =>
      world.network.updateRouteTable({
        rtId,
        ifMatch,
        updateRouteTableDetails: { routeRules: destinations.map((destination) => ({ destination, networkEntityId })) },
      });
    await write(theirs.etag, ["10.30.0.0/16"]);
    expect(await refusalOf(write(mine.etag, ["10.40.0.0/16"]))).toBe("412 NoEtagMatch");
    const again = await world.network.getRouteTable({ rtId });
    await write(again.etag, ["10.30.0.0/16", "10.40.0.0/16"]);
    const { routeTable } = await world.network.getRouteTable({ rtId });
    expect(routeTable.routeRules.map(({ destination }) => destination)).toEqual(["10.30.0.0/16", "10.40.0.0/16"]);
  });

  test("change with every write and guard deletes too", async () => {
    const drgId = await aDrg(world);
    const first = await world.network.getDrg({ drgId });
    const { etag } = await world.network.updateDrg({ drgId, updateDrgDetails: { displayName: "renamed" } });
    expect(etag).not.toBe(first.etag);
    expect(await refusalOf(world.network.deleteDrg({ drgId, ifMatch: first.etag }))).toBe("412 NoEtagMatch");
    await world.network.deleteDrg({ drgId, ifMatch: etag });
    expect((await world.network.getDrg({ drgId })).drg.lifecycleState).toBe("TERMINATING");
  });
});

describe("lists", () => {
  const names = ["a", "b", "c", "d", "e"];

  beforeEach(() => {
    world.oci.seed({ drgs: names.map((name) => ({ name })), limits: { "drg-count": 9 } });
  });

  const collect = async (): Promise<string[]> => {
    const found: string[] = [];
    const { compartmentId } = world;
    for await (const drg of world.network.listDrgsRecordIterator({ compartmentId, limit: 2 })) {
      found.push(drg.displayName ?? "");
    }
    return found.toSorted();
  };

  test("come in pages of the asked size until no next page is named", async () => {
    const { compartmentId } = world;
    const first = await world.network.listDrgs({ compartmentId, limit: 2 });
    expect(first.items).toHaveLength(2);
    expect(first.opcNextPage).toBeDefined();
    expect(await collect()).toEqual(names);
  });

  test("may begin with an empty page that still names a next one", async () => {
    world.oci.seed({ emptyFirstPages: true });
    const { compartmentId } = world;
    const first = await world.network.listDrgs({ compartmentId });
    expect(first.items).toEqual([]);
    const second = await world.network.listDrgs({ compartmentId, page: first.opcNextPage });
    expect(second.items).toHaveLength(names.length);
    expect(second.opcNextPage).toBeFalsy();
    expect(await collect()).toEqual(names);
  });

  test("refuse a page token and a limit that are none", async () => {
    const { compartmentId } = world;
    expect(await refusalOf(world.network.listDrgs({ compartmentId, page: "2" }))).toBe("400 InvalidParameter");
    expect(await refusalOf(world.network.listDrgs({ compartmentId, limit: 0 }))).toBe("400 InvalidParameter");
  });

  test("filter by name and by state in either case", async () => {
    const { compartmentId, tenancyId } = world;
    world.oci.seed({ vcns: [{ name: "app", cidrBlocks: ["10.20.0.0/16"] }] });
    const list = (filter: { displayName?: string; lifecycleState?: string }) =>
      world.network.listVcns({ compartmentId, ...filter });
    expect((await list({ displayName: "app" })).items).toHaveLength(1);
    expect((await list({ displayName: "other" })).items).toEqual([]);
    expect((await list({ lifecycleState: "available" })).items).toHaveLength(1);
    expect((await world.network.listVcns({ compartmentId: tenancyId })).items).toEqual([]);
  });
});

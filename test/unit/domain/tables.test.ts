import { oracleAsnOf, pathHasAsn } from "../../../src/domain/asn.ts";
import { geopoliticalRegionOf, zonesOf } from "../../../src/domain/azure-places.ts";
import { bandwidths, parseBandwidth, parseBandwidthShape, toBandwidthShape } from "../../../src/domain/bandwidth.ts";
import { allowsFastPath, parseGatewaySku, throughputMbpsOf } from "../../../src/domain/gateway-skus.ts";
import { plainText } from "../../../src/domain/plain-text.ts";
import { azureLocationName, findPair, ociRegionName, regionPairs } from "../../../src/domain/region-pairs.ts";

describe("region pairs", () => {
  test("there are twelve, each region in one of them", () => {
    expect(regionPairs).toHaveLength(12);
    expect(new Set(regionPairs.map(({ azureLocation }) => azureLocation)).size).toBe(12);
    expect(new Set(regionPairs.map(({ ociRegion }) => ociRegion)).size).toBe(12);
  });

  test("a pair is found however Azure writes the location", () => {
    expect(findPair("UK South", "uk-london-1")?.peeringLocations).toEqual(["London"]);
    expect(findPair("uksouth", "eu-frankfurt-1")).toBeUndefined();
  });

  test("regions are named as people know them", () => {
    expect(azureLocationName("germanywestcentral")).toBe("Germany West Central");
    expect(azureLocationName("moonbase")).toBe("moonbase");
    expect(ociRegionName("uk-london-1")).toBe("London (uk-london-1)");
  });

  test("every paired Azure region lies in a geopolitical region", () => {
    expect(regionPairs.filter(({ azureLocation }) => geopoliticalRegionOf(azureLocation) === undefined)).toEqual([]);
  });
});

test.each([
  { location: "uksouth", zones: ["1", "2", "3"] },
  { location: "westus", zones: [] },
  { location: "moonbase", zones: [] },
])("a public IP in $location is spread over $zones", ({ location, zones }) => {
  expect(zonesOf(location)).toEqual(zones);
});

describe("bandwidth", () => {
  test.each([
    ["1", 1000],
    ["10", 10_000],
    ["5 Gbps", 5000],
    ["2g", 2000],
    ["1000", 1000],
    ["2000 Mbps", 2000],
    ["3", undefined],
    ["1.5", undefined],
    ["fast", undefined],
    ["50 Mbps", undefined],
  ])("%s is read as %s Mbps", (text, mbps) => {
    expect(parseBandwidth(text)).toBe(mbps);
  });

  test.each(bandwidths)("%s Mbps survives OCI's way of writing it", (mbps) => {
    expect(parseBandwidthShape(toBandwidthShape(mbps))).toBe(mbps);
  });

  test("a shape that is none is not guessed", () => {
    expect(parseBandwidthShape("a lot")).toBeUndefined();
  });
});

describe("AS numbers", () => {
  test("Oracle's end differs in one region", () => {
    expect([oracleAsnOf("uk-london-1"), oracleAsnOf("eu-jovanovac-1")]).toEqual([31_898, 14_544]);
  });

  test.each([
    { asPath: "31898", has: true },
    { asPath: "12076-31898", has: true },
    { asPath: "65515 31898", has: true },
    { asPath: "318981", has: false },
    { asPath: "", has: false },
  ])("'$asPath' comes from Oracle: $has", ({ asPath, has }) => {
    expect(pathHasAsn(asPath, 31_898)).toBe(has);
  });
});

describe("gateway sizes", () => {
  test.each([
    { sku: "ErGw1AZ", units: undefined, throughput: 1000, fastPath: false },
    { sku: "ErGw3AZ", units: undefined, throughput: 10_000, fastPath: true },
    { sku: "UltraPerformance", units: undefined, throughput: 10_000, fastPath: true },
    { sku: "ErGwScale", units: 4, throughput: 4000, fastPath: false },
    { sku: "ErGwScale", units: 10, throughput: 10_000, fastPath: true },
    { sku: "ErGwScale", units: undefined, throughput: 1000, fastPath: false },
  ] as const)("$sku with $units units carries $throughput Mbps, FastPath $fastPath", (row) => {
    expect(throughputMbpsOf(row.sku, row.units)).toBe(row.throughput);
    expect(allowsFastPath(row.sku, row.units)).toBe(row.fastPath);
  });

  test("Azure's other spelling is the same size", () => {
    expect(parseGatewaySku("ErGw1Az")).toBe("ErGw1AZ");
    expect(parseGatewaySku("ErGw9AZ")).toBeUndefined();
  });
});

test.each([
  ["a\u202Eb", "ab"],
  ["a\u200B\u200Db", "ab"],
  ["two\n\nlines\t here", "two lines here"],
  ["  padded \u0007 ", "padded"],
  ["<!channel> & co", "<!channel> & co"],
])("%j becomes %j", (text, plain) => {
  expect(plainText(text)).toBe(plain);
  expect(plainText(plainText(text))).toBe(plain);
});

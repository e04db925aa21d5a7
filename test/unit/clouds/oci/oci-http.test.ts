import { safePath } from "../../../../src/clouds/oci/oci-http.ts";

test("reports paths without the service key that OCI puts into one of them", () => {
  const key = "0f7c1a2e-98d0-4c35-8a7f-3f1f3a1f9d11";
  const path = "/20160918/fastConnectProviderServices/ocid1.providerservice.oc1..x/providerServiceKeys";
  expect(safePath(`https://iaas.uk-london-1.oraclecloud.com${path}/${key}?page=2`)).toBe(`${path}/***`);
});

test("reports paths with ids and without the query", () => {
  expect(safePath("https://iaas.uk-london-1.oraclecloud.com/20160918/drgs/ocid1.drg.oc1..x?limit=1")).toBe(
    "/20160918/drgs/ocid1.drg.oc1..x",
  );
});

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { SpecFolder } from "../../conformance/spec-folder.ts";

const stable = "specification/network/resource-manager/Microsoft.Network/stable/2024-01-01";
const thingPath = "/subscriptions/{subscriptionId}/providers/Microsoft.Network/things/{thingName}";

const subscription = { name: "subscriptionId", in: "path", required: true, type: "string" };
const thingName = { name: "thingName", in: "path", required: true, type: "string", pattern: "^[a-z]+$" };
const version = { name: "api-version", in: "query", required: true, type: "string" };
const error = { description: "refused", schema: { $ref: "./shared.json#/definitions/CloudError" } };
const thing = { description: "there", schema: { $ref: "#/definitions/Thing" } };

const things = {
  swagger: "2.0",
  paths: {
    [thingPath]: {
      parameters: [subscription, thingName],
      get: { operationId: "Things_Get", parameters: [version], responses: { 200: thing, default: error } },
      put: {
        operationId: "Things_CreateOrUpdate",
        parameters: [
          { name: "parameters", in: "body", required: true, schema: { $ref: "#/definitions/Thing" } },
          version,
        ],
        responses: { 200: thing, 201: thing, default: error },
        "x-ms-long-running-operation": true,
      },
      delete: { operationId: "Things_Delete", parameters: [version], responses: { 204: { description: "gone" } } },
    },
    [`${thingPath}/measure`]: {
      post: {
        operationId: "Things_Measure",
        parameters: [subscription, thingName, version],
        responses: { 200: thing, 202: { description: "later" } },
      },
    },
    "/subscriptions/{subscriptionId}/providers/Microsoft.Network/things": {
      get: {
        operationId: "Things_List",
        parameters: [subscription, version],
        responses: { 200: { description: "all", schema: { $ref: "#/definitions/ThingList" } } },
      },
    },
  },
  definitions: {
    Thing: {
      required: ["id", "properties"],
      properties: {
        id: { type: "string", readOnly: true },
        properties: { $ref: "#/definitions/ThingProperties" },
        neighbour: { $ref: "./shared.json#/definitions/Reference" },
      },
    },
    ThingProperties: {
      type: "object",
      additionalProperties: false,
      properties: {
        size: { type: "integer", format: "int32" },
        colour: { type: "string", enum: ["red"], "x-ms-enum": { name: "Colour", modelAsString: true } },
        shape: { type: "string", enum: ["round"], "x-ms-enum": { name: "Shape", modelAsString: false } },
      },
    },
    ThingList: { properties: { value: { type: "array", items: { $ref: "#/definitions/Thing" } } } },
  },
};

const shared = {
  swagger: "2.0",
  paths: {},
  definitions: {
    Reference: { required: ["id"], properties: { id: { type: "string" } } },
    CloudError: {
      required: ["error"],
      properties: { error: { required: ["code"], properties: { code: { type: "string" } } } },
    },
  },
};

const overlay = {
  properties: [{ file: "things.json", definition: "ThingProperties", property: "weight", schema: { type: "number" } }],
  enums: [{ file: "things.json", definition: "ThingProperties", property: "shape", add: ["square"] }],
};

const files = {
  [`${stable}/things.json`]: things,
  [`${stable}/shared.json`]: shared,
  "derived/2025-05-01/overlay.json": overlay,
};

/** A checkout of the smallest size, in which one kind of thing can be made, read, measured, listed and removed. */
export function smallSpecs(): { readonly folder: SpecFolder; readonly root: string; remove(): void } {
  const root = mkdtempSync(join(tmpdir(), "interconnect-specs-"));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(join(root, dirname(name)), { recursive: true });
    writeFileSync(join(root, name), JSON.stringify(content));
  }
  return { folder: new SpecFolder(root), root, remove: () => rmSync(root, { recursive: true, force: true }) };
}

import { Ajv, type ValidateFunction } from "ajv";
import formats from "ajv-formats";
import { isObject, type JsonObject, listAt } from "../simulators/kit/json.ts";
import type { Place, SpecDocuments } from "./spec-documents.ts";

/** Which way a body travels: what is read-only need not be sent. */
export type Direction = "request" | "response";

/** Checks bodies against the schemas of the specifications, following references across files. */
export class Schemas {
  private readonly documents: SpecDocuments;
  private readonly direction: Direction;
  private readonly ajv: Ajv;
  private readonly compiled = new Map<string, Promise<ValidateFunction>>();

  constructor(documents: SpecDocuments, direction: Direction) {
    this.documents = documents;
    this.direction = direction;
    this.ajv = new Ajv({
      strict: false,
      logger: false,
      allErrors: true,
      validateSchema: false,
      loadSchema: (file) => Promise.resolve(this.prepared(file)),
    });
    formats.default(this.ajv);
  }

  /** What is wrong with a body, each with its place; empty when nothing is. */
  async problems(body: unknown, { file, pointer }: Place): Promise<readonly string[]> {
    const reference = `${file}#${pointer.split("/").map(encodeURIComponent).join("/")}`;
    const compiling = this.compiled.get(reference) ?? this.ajv.compileAsync({ $ref: reference });
    this.compiled.set(reference, compiling);
    const validate = await compiling;
    if (validate(body)) return [];
    return (validate.errors ?? []).map(({ instancePath, message = "is wrong" }) => `${instancePath || "/"} ${message}`);
  }

  private prepared(file: string): JsonObject {
    const document = toJsonSchema(this.documents.document(file), this.direction);
    return isObject(document) ? document : {};
  }
}

/** Swagger's own words in those of JSON Schema. What is not known is tolerated, as Azure does. */
function toJsonSchema(value: unknown, direction: Direction): unknown {
  if (Array.isArray(value)) return value.map((item) => toJsonSchema(item, direction));
  if (!isObject(value)) return value;
  const plain = Object.fromEntries(Object.entries(value).map(([name, item]) => [name, toJsonSchema(item, direction)]));
  if (isOpenEnum(value)) delete plain["enum"];
  // `required: true` belongs to a parameter, boolean limits and closed objects to older or stricter schemas.
  for (const name of ["required", "exclusiveMinimum", "exclusiveMaximum", "additionalProperties"]) {
    if (typeof value[name] === "boolean") delete plain[name];
  }
  if (value["x-nullable"] === true && typeof value["type"] === "string") plain["type"] = [value["type"], "null"];
  if (direction === "request" && Array.isArray(value["required"])) plain["required"] = sendable(value);
  return plain;
}

/** Values of which the specification says that there may be more one day. */
function isOpenEnum(schema: JsonObject): boolean {
  const named = schema["x-ms-enum"];
  return Array.isArray(schema["enum"]) && isObject(named) && named["modelAsString"] === true;
}

function sendable(schema: JsonObject): readonly unknown[] {
  const properties = isObject(schema["properties"]) ? schema["properties"] : {};
  return listAt(schema, "required").filter((name) => {
    const property = typeof name === "string" ? properties[name] : undefined;
    return !(isObject(property) && property["readOnly"] === true);
  });
}

import { z } from "zod";
import { ServiceError } from "./service-error.ts";

/** Free-form tags within OCI's limits: ten a resource, keys to 100 and values to 256 characters. */
const freeformTags = z
  .record(z.string().min(1).max(100), z.string().max(256))
  .refine((tags) => Object.keys(tags).length <= 10, "at most 10 free-form tags");

/** Name and tags, which every resource takes on create and on update. */
export const nameAndTags = {
  displayName: z.string().min(1, "size must be between 1 and 255").max(255).exactOptional(),
  freeformTags: freeformTags.exactOptional(),
  definedTags: z.record(z.string(), z.record(z.string(), z.unknown())).exactOptional(),
};

/** An OCID in a body; an empty one is refused in OCI's own words. */
export const ocidField = z.string().min(1, "size must be between 1 and 255").max(255);

const decode = (body: Uint8Array): unknown => {
  try {
    return JSON.parse(Buffer.from(body).toString("utf8"));
  } catch {
    throw new ServiceError("CannotParseRequest", "Incorrectly formatted request. The body is not JSON.");
  }
};

const valueAt = (body: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((value, key) => (Object(value) === value ? Reflect.get(Object(value), key) : undefined), body);

const toServiceError = (body: unknown, issue: z.core.$ZodIssue): ServiceError => {
  const field = issue.path.join(".");
  if (issue.code === "unrecognized_keys") {
    return new ServiceError(
      "CannotParseRequest",
      `Unrecognized field ${[field, issue.keys.join(", ")].filter(Boolean).join(".")}.`,
    );
  }
  if (valueAt(body, issue.path) === undefined) return new ServiceError("MissingParameter", `${field} is required.`);
  return new ServiceError("InvalidParameter", `${field} ${issue.message}`);
};

/**
 * The body of a create or update, checked against the contract of its resource.
 *
 * @throws ServiceError CannotParseRequest, MissingParameter or InvalidParameter for the first thing wrong
 */
export const parseBody = <Schema extends z.ZodType>(schema: Schema, body: Uint8Array): z.output<Schema> => {
  const value = decode(body);
  const result = schema.safeParse(value);
  const issue = result.error?.issues[0];
  if (issue !== undefined) throw toServiceError(value, issue);
  if (!result.success) throw new ServiceError("CannotParseRequest", "Incorrectly formatted request.");
  return result.data;
};

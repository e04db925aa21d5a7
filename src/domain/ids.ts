declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** Identifies an interconnect for ever; never reused, unlike its name. Ten characters of `[a-z0-9]`, starting with a letter. */
export type InterconnectUid = Branded<"InterconnectUid">;
/** Identifies one operation; safe inside a BullMQ job id (no colon, never all digits). */
export type OperationId = Branded<"OperationId">;
/** Identifies a request (a plan that waits for approvals); opaque, the only thing a button carries. */
export type RequestId = Branded<"RequestId">;
/** `slack:T…/U…` or `teams:<tenant>/<object id>`: one account on one platform. */
export type PersonId = Branded<"PersonId">;
/** Identifies a thread of the outbox: where posts keep their order. */
export type ThreadId = Branded<"ThreadId">;

/** The platform on which a person or a group is known, such as `slack`. */
export const platformOf = (subject: string): string => subject.split(":", 1)[0] ?? "";

export const interconnectUid = (text: string): InterconnectUid => text as InterconnectUid;
export const operationId = (text: string): OperationId => text as OperationId;
export const requestId = (text: string): RequestId => text as RequestId;
export const personId = (text: string): PersonId => text as PersonId;
export const threadId = (text: string): ThreadId => text as ThreadId;

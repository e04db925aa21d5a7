import type { Redis, Result } from "ioredis";

/** A condition on which a whole transaction depends. */
export type Guard =
  /** Field of a hash has exactly this value. */
  | readonly ["field-is", key: string, field: string, value: string]
  | readonly ["field-missing", key: string, field: string]
  /** Field of a hash is missing or has exactly this value. */
  | readonly ["field-free-or", key: string, field: string, value: string]
  /** Field of a hash is missing or is no greater number than this. */
  | readonly ["field-at-most", key: string, field: string, most: string]
  | readonly ["missing", key: string]
  | readonly ["exists", key: string]
  /** Fewer members than this of a sorted set have this score or a higher one. */
  | readonly ["fewer-from", key: string, score: string, limit: string]
  /** Redis' own clock (Unix milliseconds, wall time) is before this moment. */
  | readonly ["before", wallMs: string]
  /** Redis' own clock has reached this moment. */
  | readonly ["reached", wallMs: string];

/** A Redis command as text, such as `["HSET", key, field, value]`. */
export type Command = readonly [name: string, ...args: string[]];

/** Commands that run only if `member` was not yet in the set `key`; that is how a replay says nothing twice. */
export interface Once {
  readonly key: string;
  readonly member: string;
  readonly commands: readonly Command[];
}

/** Commands that run only if the field of a hash has another value; that is how what stays the same says nothing. */
export interface Changed {
  readonly key: string;
  readonly field: string;
  readonly value: string;
  readonly commands: readonly Command[];
}

/** Commands that run only if the field of a hash has this very value; that is how one gives back only what is one's own. */
export interface Held {
  readonly key: string;
  readonly field: string;
  readonly value: string;
  readonly commands: readonly Command[];
}

export interface Transaction {
  readonly guards: readonly Guard[];
  readonly commands: readonly Command[];
  readonly once?: readonly Once[];
  readonly changed?: readonly Changed[];
  readonly held?: readonly Held[];
}

/** What others add to a transaction: what goes along with a change of theirs, or not at all. */
export interface Companions {
  readonly guards?: readonly Guard[];
  readonly commands: readonly Command[];
  readonly once: readonly Once[];
  readonly changed: readonly Changed[];
}

/** Done with the answers to `commands`, or refused by the guard at `guard` with what it found. */
export type TransactionResult =
  | { readonly ok: true; readonly answers: readonly (string | number | null)[] }
  | { readonly ok: false; readonly guard: number; readonly found: string | null };

/**
 * One script for every change of state: all guards hold and all commands run, or nothing happens. What depends on
 * what is said in TypeScript; Redis only makes it atomic.
 */
const script = `
local tx = cjson.decode(ARGV[1])
local function text(value) if value == false or value == nil then return nil end return tostring(value) end
local function now() local t = redis.call('TIME'); return t[1] * 1000 + math.floor(t[2] / 1000) end
local checks = {
  ['field-is'] = function(g) local v = text(redis.call('HGET', g[2], g[3])); return v == g[4], v end,
  ['field-missing'] = function(g) local v = text(redis.call('HGET', g[2], g[3])); return v == nil, v end,
  ['field-free-or'] = function(g) local v = text(redis.call('HGET', g[2], g[3])); return v == nil or v == g[4], v end,
  ['field-at-most'] = function(g) local v = text(redis.call('HGET', g[2], g[3])); return v == nil or tonumber(v) <= tonumber(g[4]), v end,
  ['missing'] = function(g) return redis.call('EXISTS', g[2]) == 0, nil end,
  ['exists'] = function(g) return redis.call('EXISTS', g[2]) == 1, nil end,
  ['fewer-from'] = function(g) local n = redis.call('ZCOUNT', g[2], g[3], '+inf'); return n < tonumber(g[4]), text(n) end,
  ['before'] = function(g) return now() < tonumber(g[2]), nil end,
  ['reached'] = function(g) return now() >= tonumber(g[2]), nil end,
}
for i, guard in ipairs(tx.guards) do
  local holds, found = checks[guard[1]](guard)
  if not holds then return {0, i - 1, found or false} end
end
local answers = {1}
for _, command in ipairs(tx.commands) do
  local answer = redis.call(unpack(command))
  if type(answer) == 'table' then answer = answer['ok'] or false end
  answers[#answers + 1] = answer
end
for _, once in ipairs(tx.once or {}) do
  if redis.call('SADD', once.key, once.member) == 1 then
    for _, command in ipairs(once.commands) do redis.call(unpack(command)) end
  end
end
for _, change in ipairs(tx.changed or {}) do
  if redis.call('HGET', change.key, change.field) ~= change.value then
    redis.call('HSET', change.key, change.field, change.value)
    for _, command in ipairs(change.commands) do redis.call(unpack(command)) end
  end
end
for _, own in ipairs(tx.held or {}) do
  if redis.call('HGET', own.key, own.field) == own.value then
    for _, command in ipairs(own.commands) do redis.call(unpack(command)) end
  end
end
return answers
`;

declare module "ioredis" {
  interface RedisCommander<Context> {
    interconnectTransaction(transaction: string): Result<(string | number | null)[], Context>;
  }
}

/** Makes the script known to a connection; call once for each connection. */
export function defineTransaction(redis: Redis): void {
  redis.defineCommand("interconnectTransaction", { numberOfKeys: 0, lua: script });
}

/**
 * Runs a transaction. A connection that is lost before the answer sends it again: that is safe when its guards no longer
 * hold after the first run, and when whatever it appends stands under `once` or `changed`.
 */
export async function transact(redis: Redis, transaction: Transaction): Promise<TransactionResult> {
  const [ok, ...rest] = await redis.interconnectTransaction(JSON.stringify(transaction));
  if (ok === 1) return { ok: true, answers: rest };
  return {
    ok: false,
    guard: Number(rest[0]),
    found: rest[1] === null || rest[1] === undefined ? null : String(rest[1]),
  };
}

import type { Redis } from "ioredis";
import { Seal } from "../approval/seal.ts";
import type { AddressBook } from "../chat/address-book.ts";
import type { Config } from "../config/load-config.ts";
import type { Log } from "../observability/log.ts";
import { RedisAddressBook } from "../store/address-book.ts";
import { Alarms } from "../store/alarms.ts";
import { ChoiceStore } from "../store/choices.ts";
import { Drafts } from "../store/drafts.ts";
import { Keys } from "../store/keys.ts";
import { RedisConnections } from "./redis.ts";

/** What both roles share: Redis, its keys, and the seal. */
export interface Ground {
  readonly config: Config;
  readonly log: Log;
  readonly connections: RedisConnections;
  readonly redis: Redis;
  readonly keys: Keys;
  readonly alarms: Alarms;
  readonly book: AddressBook;
  readonly drafts: Drafts;
  readonly choices: ChoiceStore;
  readonly seal: Seal;
}

/** @throws InterconnectError `RedisUnavailable` when Redis does not answer within 5 s */
export async function openGround(config: Config, log: Log): Promise<Ground> {
  const connections = new RedisConnections(config.redisUrl, log);
  await connections.mustAnswer();
  const redis = connections.patient();
  const keys = new Keys();
  return {
    config,
    log,
    connections,
    redis,
    keys,
    alarms: new Alarms(redis, keys),
    book: new RedisAddressBook(redis, keys),
    drafts: new Drafts(redis, keys),
    choices: new ChoiceStore(redis, keys),
    seal: new Seal(config.sealKey.reveal()),
  };
}

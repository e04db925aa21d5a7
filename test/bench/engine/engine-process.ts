import { Seal } from "../../../src/approval/seal.ts";
import { createGraph } from "../../../src/steps/create-graph.ts";
import { OperationStory } from "../../../src/verbs/story.ts";
import { aPlan } from "../../builders/plan.ts";
import { clockAt, Engine } from "../../support/engine.ts";
import { answerQuestions, placeOf, settings } from "../support/answers.ts";
import { Meter } from "../support/meter.ts";
import { lookStep } from "./look.ts";

/** One worker of the product's engine, with every step of a create replaced by a look. */
const { redisUrl, prefix, cloudUrl } = settings(placeOf);
const meter = new Meter();
const clock = clockAt(1);
const steps = new Map(createGraph(aPlan()).map(({ kind }) => [kind, lookStep(kind, meter)]));
const { narrate } = new OperationStory(clock, steps, { seal: new Seal("sealed with"), environments: [] });
const engine = new Engine({ redisUrl, prefix, cloudUrl, clock, steps, narrate });
engine.start();
answerQuestions({ begin: () => meter.begin(), read: () => meter.read() });

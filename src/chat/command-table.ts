import type { ArgumentRow, CommandRow } from "./command-row.ts";
import { createArguments } from "./create-arguments.ts";

/**
 * Everything one can type, one row a verb. Parser, help, suggestions, forms' field names and the Slack manifest all
 * derive from this table; a new ability starts with a row here.
 */

const interconnectName: ArgumentRow = {
  name: "name",
  help: "The interconnect's name. In its own thread it can be left out.",
  example: "erp",
  required: true,
  positional: true,
};

const environmentOrAll: ArgumentRow = {
  name: "env",
  help: "An environment, or everywhere.",
  example: "prod",
  positional: true,
};

/** What is told by the circuit, or said in another way, when a link is taken over. */
const toldByCircuit: readonly string[] = ["name", "env", "bandwidth", "tier", "billing"];

/** What finishes a link that was begun elsewhere, as in a create; only where nothing that is there tells it. */
const finishing: readonly ArgumentRow[] = createArguments
  .filter(({ name }) => !toldByCircuit.includes(name))
  .map((argument) => ({ ...argument, required: false, help: `With own=yes: ${argument.help}` }));

const rows = [
  {
    verb: "create",
    does: "Connect an Azure network with an OCI network",
    usage: "create name=NAME env=ENVIRONMENT bandwidth=GBPS vnet=… vcn=… reason=…",
    examples: [
      { text: "create", does: "opens the form" },
      { text: "create name=erp env=prod bandwidth=1", does: "opens the form with these filled in" },
      {
        text: 'create name=erp env=prod bandwidth=1 vnet=new:10.1.0.0/16 vcn=app-vcn reason="ERP cut-over"',
        does: "asks for it in one line",
      },
    ],
    args: createArguments,
    infersName: false,
  },
  {
    verb: "plan",
    does: "See everything that would be, or was, created, with addresses and cost",
    usage: "plan NAME",
    examples: [{ text: "plan erp", does: "shows the whole plan of erp" }],
    args: [interconnectName],
    infersName: true,
  },
  {
    verb: "list",
    does: "See all interconnects, those in trouble first",
    usage: "list [env=ENVIRONMENT]",
    examples: [
      { text: "list", does: "all of them" },
      { text: "list env=prod", does: "only those of prod" },
    ],
    args: [{ name: "env", help: "Only those of this environment.", example: "prod", positional: true }],
    infersName: false,
  },
  {
    verb: "status",
    does: "See how one interconnect is doing",
    usage: "status NAME",
    examples: [{ text: "status erp", does: "one card: state, both paths, what is going on" }],
    args: [interconnectName],
    infersName: true,
  },
  {
    verb: "verify",
    does: "Check both paths from both clouds now",
    usage: "verify NAME",
    examples: [{ text: "verify erp", does: "reads both clouds and shows every check with its evidence" }],
    args: [interconnectName],
    infersName: true,
  },
  {
    verb: "activate",
    does: "Let traffic flow over an interconnect that was built on hold",
    usage: "activate NAME",
    examples: [{ text: "activate erp", does: "adds the routes and connects the gateway" }],
    args: [interconnectName],
    infersName: true,
  },
  {
    verb: "retry",
    does: "Go on with a build that stopped, or ask to finish one whose record was lost half-way",
    usage: "retry NAME [reason=… accept=…]",
    examples: [
      { text: "retry erp", does: "tries the step that stopped once more" },
      {
        text: 'retry erp reason="the cut-over is on Monday"',
        does: "where recover took erp back half built: asks for approval to make the rest",
      },
    ],
    args: [
      interconnectName,
      {
        name: "reason",
        help: "To finish what recover took back: tells the approver why.",
        example: '"the cut-over is on Monday"',
      },
      {
        name: "accept",
        help: "To finish what recover took back: codes of findings you accept on purpose, separated by commas.",
        example: "traffic-will-move",
      },
    ],
    infersName: true,
  },
  {
    verb: "teardown",
    does: "Take a link down, after showing what stops working",
    usage: "teardown NAME",
    examples: [
      { text: "teardown erp", does: "shows what would stop working, and asks for the name once more" },
      { text: 'teardown erp confirm=erp reason="moved to the new link"', does: "asks for it in one line" },
    ],
    args: [
      interconnectName,
      { name: "confirm", help: "The name once more, to ask for it without the form.", example: "erp" },
      {
        name: "reason",
        help: "Tells the approver why, in at most 300 characters.",
        example: '"moved to the new link"',
      },
    ],
    infersName: true,
  },
  {
    verb: "resize",
    does: "Give a link more bandwidth, where the operator has switched that on",
    usage: "resize NAME bandwidth=GBPS reason=…",
    examples: [
      { text: "resize erp", does: "asks for the bandwidth in a form" },
      { text: 'resize erp bandwidth=2 reason="quarter-end loads"', does: "asks for it in one line" },
    ],
    args: [
      interconnectName,
      {
        name: "bandwidth",
        help: "Gbps on both sides; more than it has, never less.",
        example: "2",
        values: ["2", "5", "10"],
      },
      {
        name: "reason",
        help: "Tells the approver why, in at most 300 characters.",
        example: '"quarter-end loads"',
      },
    ],
    infersName: true,
  },
  {
    verb: "cancel",
    does: "Stop what is under way at the next safe point",
    usage: "cancel NAME",
    examples: [
      { text: "cancel erp", does: "stops the build of erp, says what exists and what bills, and offers to resume" },
    ],
    args: [interconnectName],
    infersName: true,
  },
  {
    verb: "freeze",
    does: "Stop new changes in the clouds, in one environment or everywhere",
    usage: "freeze ENVIRONMENT|everywhere [reason=…]",
    examples: [
      { text: "freeze", does: "shows what is frozen, and offers what you can freeze" },
      { text: 'freeze prod reason="audit until Monday"', does: "stops what goes on in prod at the next safe point" },
      { text: "freeze everywhere", does: "the same in all environments" },
    ],
    args: [
      environmentOrAll,
      { name: "reason", help: "Tells everybody why, in at most 300 characters.", example: '"audit until Monday"' },
    ],
    infersName: false,
  },
  {
    verb: "unfreeze",
    does: "End a freeze, so that what waited goes on by itself",
    usage: "unfreeze ENVIRONMENT|everywhere",
    examples: [
      { text: "unfreeze", does: "ends the freeze, when there is only one" },
      { text: "unfreeze prod", does: "lets changes in prod go on" },
    ],
    args: [environmentOrAll],
    infersName: false,
  },
  {
    verb: "recover",
    does: "Take links back from the tags in both clouds, after the bot's memory was lost",
    usage: "recover ENVIRONMENT [confirm=NAME,…]",
    examples: [
      { text: "recover prod", does: "shows what is found by its tags; changes nothing" },
      { text: "recover prod confirm=erp,crm", does: "takes these two back" },
    ],
    args: [
      {
        name: "env",
        help: "The environment: which pair of cloud accounts.",
        example: "prod",
        required: true,
        positional: true,
      },
      {
        name: "confirm",
        help: "Names, or uids, of what is to be taken back, separated by commas. Left out: only shows what is found.",
        example: "erp,crm",
      },
    ],
    infersName: false,
  },
  {
    verb: "adopt",
    does: "Watch a link that was made elsewhere, or ask to own and finish it",
    usage: "adopt env=ENVIRONMENT name=NAME circuit=ID [virtualcircuit=OCID] [own=yes …]",
    examples: [
      {
        text: "adopt env=prod name=erp circuit=/subscriptions/…",
        does: "shows what is found and how it differs from what the bot would plan; changes nothing",
      },
      {
        text: "adopt env=prod name=erp circuit=/subscriptions/… own=yes vnet=app-vnet vcn=app-vcn",
        does: "asks to have the circuit owned and the rest of the link made",
      },
    ],
    args: [
      { name: "env", help: "The environment: which pair of cloud accounts.", example: "prod", required: true },
      { name: "name", help: "What it is to be called here.", example: "erp", required: true },
      {
        name: "circuit",
        help: "The resource id of the ExpressRoute circuit.",
        example: "/subscriptions/…/expressRouteCircuits/erp",
        required: true,
      },
      {
        name: "virtualcircuit",
        help: "The OCID of the FastConnect virtual circuit. Left out: the one that has used the circuit's key, if any.",
        example: "ocid1.virtualcircuit.oc1.…",
      },
      {
        name: "own",
        help: "yes asks for approval to own it: what is there becomes the bot's, and what is missing is made, by what is said below where nothing that is there tells it. Left out: no.",
        example: "yes",
        flag: true,
        values: ["yes", "no"],
      },
      ...finishing,
      { name: "confirm", help: "What the button of the card that shows it fills in.", example: "3f9a0c1b2d4e" },
    ],
    infersName: false,
  },
  {
    verb: "release",
    does: "Stop watching an adopted link; in the clouds nothing changes",
    usage: "release NAME",
    examples: [{ text: "release erp", does: "frees the name and the BGP addresses of erp here" }],
    args: [interconnectName],
    infersName: true,
  },
  {
    verb: "help",
    does: "See what is going on, and what you can type",
    usage: "help [VERB]",
    examples: [
      { text: "help", does: "what is under way, what waits for you, and all verbs" },
      { text: "help create", does: "how to ask for an interconnect" },
    ],
    args: [{ name: "verb", help: "What you want to know more about.", example: "create", positional: true }],
    infersName: false,
  },
] as const satisfies readonly CommandRow[];

export type Verb = (typeof rows)[number]["verb"];

/** All rows, in the order in which help shows them. */
export const commandTable: readonly CommandRow<Verb>[] = rows;

export const verbs: readonly Verb[] = rows.map(({ verb }) => verb);

export function isVerb(word: string): word is Verb {
  return commandTable.some(({ verb }) => verb === word);
}

export function commandRow(wanted: Verb): CommandRow<Verb> {
  const found = commandTable.find(({ verb }) => verb === wanted);
  if (found === undefined) throw new RangeError(`no row for the verb ${wanted}`);
  return found;
}

/** What people type before a verb: the slash command, or a mention of the bot. */
export const slashCommand = "/interconnect";
export const botMention = "@interconnect";

/** Who may import whom. docs/architecture.md tells why; this file is what is enforced. */

const product = "^(?:src|adapters|jobs)/";
const pure = "^src/(?:plan|graph|approval|verify|diagnose)/";
const npm = (names) => `(?:^|/)node_modules/(?:${names})`;
const slackSdk = npm("@slack/");
const teamsSdk = npm("botbuilder|botframework-");
const azureSdk = npm("@azure/");
const ociSdk = npm("oci-");
const redis = npm("(?:bullmq|ioredis)/");
const anySdk = [slackSdk, teamsSdk, azureSdk, ociSdk, redis];

const forbid = (name, from, to) => ({ name, severity: "error", from, to });

module.exports = {
  forbidden: [
    forbid("domain-is-pure", { path: "^src/domain/" }, { pathNot: "^src/domain/" }),
    forbid(
      "core-points-inwards",
      { path: pure },
      { path: "^(?:src/(?:clouds|survey|steps|chat|store|verbs|app)|adapters|jobs)/" },
    ),
    forbid("core-has-no-sdk", { path: "^src/(?:plan|graph|approval|verify|diagnose|chat|verbs)/" }, { path: anySdk }),
    forbid("verbs-are-use-cases", { path: "^src/verbs/" }, { path: "^(?:src/(?:clouds|app)|adapters|jobs)/" }),
    forbid(
      "steps-know-clouds-and-graph",
      { path: "^src/steps/" },
      { path: product, pathNot: "^src/(?:steps|clouds|graph|domain|plan|survey|verify)/" },
    ),
    // The bot may be a managed identity of Azure, which is the identity library's to find.
    forbid(
      "azure-sdk-only-there",
      { pathNot: "^(?:(?:src/clouds/azure|test)/|adapters/teams/managed-identity\\.ts$)" },
      { path: azureSdk },
    ),
    forbid("oci-sdk-only-there", { pathNot: "^(?:src/clouds/oci|test)/" }, { path: ociSdk }),
    forbid("slack-sdk-only-there", { pathNot: "^(?:adapters/slack|test)/" }, { path: slackSdk }),
    forbid("teams-sdk-only-there", { pathNot: "^(?:adapters/teams|test)/" }, { path: teamsSdk }),
    forbid("redis-only-here", { pathNot: "^(?:jobs|src/store|src/app|test)/" }, { path: redis }),
    forbid(
      "clouds-apart",
      { path: "^src/clouds/([^/]+)/" },
      { path: "^src/clouds/[^/]+/", pathNot: "^src/clouds/$1/" },
    ),
    forbid("adapters-apart", { path: "^adapters/([^/]+)/" }, { path: "^adapters/[^/]+/", pathNot: "^adapters/$1/" }),
    forbid(
      "adapters-do-no-work",
      { path: "^adapters/" },
      { path: "^(?:src/(?:clouds|survey|steps|graph|store|app)|jobs)/" },
    ),
    forbid("jobs-know-no-product", { path: "^jobs/" }, { path: "^(?:adapters|src/app)/" }),
    forbid("only-app-wires", { path: "^src/", pathNot: "^src/app/" }, { path: "^(?:adapters|jobs|src/app)/" }),
    forbid("bot-loads-no-cloud", { path: "^src/app/bot\\.ts$" }, { path: "^src/clouds/", reachable: true }),
    forbid("worker-loads-no-bolt", { path: "^src/app/worker\\.ts$" }, { path: npm("@slack/bolt/"), reachable: true }),
    forbid("simulators-know-no-product", { path: "^test/simulators/" }, { path: product, reachable: true }),
    forbid("nothing-imports-test", { path: product }, { path: "^test/" }),
    forbid(
      "no-dev-deps",
      { path: product },
      { dependencyTypes: ["npm-dev", "npm-no-pkg", "npm-unknown"], pathNot: npm("@types/") },
    ),
    forbid("no-unresolvable", {}, { couldNotResolve: true }),
    forbid("no-circular", {}, { circular: true }),
    forbid("no-orphans", { path: product, orphan: true }, {}),
  ],
  options: {
    parser: "swc",
    // Type-only imports and cycles count too.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    doNotFollow: { path: "node_modules" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node", "default", "types"] },
  },
};

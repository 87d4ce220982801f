import t from "tap";
import { discoveryRequest } from "../../src/conformance/index.ts";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.ts";
import type { CommandResult, ReadIo, RunIo } from "../../src/io/capability.ts";
import { commandResult } from "../../src/io/command-result.ts";
import { changer, mover, query, type Step } from "../../src/model/command.ts";
import { runAt } from "../../src/model/run.ts";
import { elevatedProviders } from "../../src/privilege/providers.ts";
import type { Provider } from "../../src/provider/provider.ts";
import { compose } from "../../src/provider/providers.ts";

const RUN = runAt("r1", 0);
const SUDO = { attendant: ["node", "attendant.js"], uid: 1, gid: 1 } as const;
const make = changer(["lvcreate"], { root: true });
const move = mover(["borg"]);
const gap = { code: "lvm-unseen", severity: "error", summary: "s", detail: "d", address: "root" } as const;

const provider: Provider = {
  name: "p",
  shielded: ["LVM_*"],
  sources: {
    lvm: {
      open: () => ({ scopes: [], tree: null }),
    },
  },
  verifiers: [
    {
      kind: "p/tree",
      verify: async (_tree, _when, io) => {
        await io.query(query(["lvs"], { root: true }));
        return null;
      },
    },
  ],
  keepers: {},
  actions: [
    {
      kind: "p/do",
      version: 1,
      schema: () => ({}),
      commands: () => [make, move],
      probe: async () => ({ state: "absent" }),
      run: async ({ io }) => {
        await io.run(make);
        await io.run(move);
        return { status: "done", made: null, moved: {}, warnings: [] };
      },
    },
  ],
  scopes: [
    {
      kind: "p/scope",
      version: 1,
      schema: () => ({}),
      handle: (input) => input,
      commands: () => ({ acquire: [make], release: [make] }),
      acquire: async (_input, _run, io) => {
        await io.run(make);
        return null;
      },
      release: async () => null,
    },
  ],
  async discover({ sources }, io) {
    const { exitCode } = await io.query(query(["lvs"], { root: true }));
    const seen = sources.map(({ name }) => ({
      ...{ volume: name, unreadable: null, root: null, facts: null, diagnostics: [] },
      gap: exitCode === 0 ? null : gap,
    }));
    return { sources: seen, groups: [], forgotten: [] };
  },
};

const lineOf = (step: Step): string => (step.do === "run" ? step.argv.join(" ") : step.do);

function listening(stderr = ""): { readonly io: RunIo; readonly ran: string[] } {
  const ran: string[] = [];
  const result = commandResult({ exitCode: stderr === "" ? 0 : 1, stderr: Buffer.from(stderr) });
  const hear = async (step: Step) => {
    ran.push(lineOf(step));
    return result;
  };
  const never = () => Promise.reject(new Error("not used"));
  const io: ReadIo = { query: hear, lstat: never, realpath: never, readFile: never, names: never };
  return { io: { ...io, run: hear }, ran };
}

t.test("the shown commands are the commands that run, and only marked commands use sudo", async (t) => {
  const providers = elevatedProviders(compose([provider]), SUDO);
  const { io, ran } = listening();
  const action = providers.action("p/do");
  const shown = action.commands(null, RUN).map(lineOf);
  t.strictSame(shown, ["sudo -n -- lvcreate", "borg"]);
  await action.run({
    input: null,
    run: RUN,
    io,
    verifyTree: async () => null,
    progress: () => {},
    counted: async () => null,
  });
  t.strictSame(ran, shown);

  const scope = providers.scope("p/scope");
  t.match(scope.commands(null, RUN).release, [{ argv: ["sudo", "-n", "--", "lvcreate"] }]);
  await scope.acquire(null, RUN, io);
  t.equal(ran.at(-1), "sudo -n -- lvcreate");
  t.strictSame(scope.handle({ a: 1 }, RUN), { a: 1 });
  await providers.verifier("p/tree").verify({ path: "/", input: null, run: runAt("run-1", 0) }, "before", io);
  t.equal(ran.at(-1), "sudo -n -- lvs");
});

t.test(
  "an action that sudo did not run fails with the refusal of sudo, and not with a guess of its tool",
  async (t) => {
    const notInstalled: Diagnostic = { code: "borg-not-installed", severity: "error", summary: "", detail: "" };
    const failing: Provider = {
      ...provider,
      actions: provider.actions.map((handler) => ({
        ...handler,
        async run({ io }) {
          const { notStarted, exitCode } = await io.run(make);
          if (notStarted === null && exitCode === 0) return { status: "done", made: null, moved: {}, warnings: [] };
          return { status: "failed", diagnostic: notInstalled, warnings: [] };
        },
      })),
      scopes: provider.scopes.map((handler) => ({
        ...handler,
        acquire: async (_input, _run, io) => ((await io.run(make)).exitCode === 0 ? null : notInstalled),
      })),
    };
    const providers = elevatedProviders(compose([failing]), SUDO);
    const failureWith = async (result: Partial<CommandResult>) => {
      const { io } = listening();
      const given = { ...io, run: async () => commandResult({ exitCode: 1, ...result }) };
      const rest = { verifyTree: async () => null, progress: () => {}, counted: async () => null };
      const outcome = await providers.action("p/do").run({ input: null, run: RUN, io: given, ...rest });
      return [
        outcome.status === "failed" ? outcome.diagnostic : null,
        await providers.scope("p/scope").acquire(null, RUN, given),
      ];
    };
    const missing = { code: "privilege-refused", detail: /sudo is not installed/ };
    t.match(await failureWith({ exitCode: null, notStarted: "ENOENT" }), [missing, missing]);
    const refused = { code: "privilege-refused", detail: /refused to run lvcreate: sudo: a password is required/ };
    t.match(await failureWith({ stderr: Buffer.from("sudo: a password is required\n") }), [refused, refused]);
    t.match(await failureWith({ exitCode: 126, notStarted: "ENOENT" }), [notInstalled, notInstalled]);
    t.match(await failureWith({ stderr: Buffer.from("No space left\n") }), [notInstalled, notInstalled]);
  },
);

t.test("a refusal of sudo is reported with its message, and a failure of a tool with that of the tool", async (t) => {
  const [elevated] = elevatedProviders(compose([provider]), SUDO).all;
  const volume = { name: "root" } as never;
  const request = discoveryRequest({ owner: "o", sources: [volume] });
  const refused = await elevated?.discover(request, listening("sudo: a password is required\n").io);
  t.match(refused?.sources, [
    { gap: { code: "privilege-refused", address: "root", detail: /sudo refused to run lvs: sudo: a password/ } },
  ]);
  const failed = await elevated?.discover(request, listening("  Volume group not found\n").io);
  t.match(failed?.sources, [{ gap }]);
  t.match((await elevated?.discover(request, listening().io))?.sources, [{ gap: null }]);
});

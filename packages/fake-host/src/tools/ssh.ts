import type { World } from "../world/world.ts";
import { type Call, done, type Ended, type Half, refused, type Tool } from "./tool.ts";

type Tools = { readonly [program: string]: Tool };

const BEGUN = "rdump: begun\n";

/** `ssh OPTIONS -- HOST START WORDS...`: the words are those of a command of the other host, quoted for its shell. */
export function sshTo(tools: Tools): Tool {
  return {
    run(world, call) {
      const name = hostIn(call);
      const there = world.hosts?.[name];
      if (there === undefined) return refused(world, 255, `ssh: connect to host ${name} port 22: No route to host`);
      let [ended, stderr] = [done(there, call.stdin), ""];
      for (const [index, each] of callsThere(call).entries()) {
        if (ended.exitCode !== 0) stderr += `rdump: stage ${index - 1}: ${ended.exitCode}\n`;
        ended = toolFor(tools, each).run(ended.world, { ...each, stdin: ended.exitCode === 0 ? ended.stdout : "" });
        stderr += ended.stderr;
      }
      return { ...ended, world: placed(world, name, ended), stderr: `${BEGUN}${stderr}` };
    },

    /** Those of the last command: the commands before it only read. */
    halves(world, call): readonly Half[] {
      const name = hostIn(call);
      const there = world.hosts?.[name];
      if (there === undefined) return [];
      const calls = callsThere(call);
      let { stdin } = call;
      for (const each of calls.slice(0, -1)) {
        const ended = toolFor(tools, each).run(there, { ...each, stdin });
        if (ended.exitCode !== 0) return [];
        stdin = ended.stdout;
      }
      const last = calls.at(-1) ?? call;
      const halves = toolFor(tools, last).halves?.(there, { ...last, stdin }) ?? [];
      return halves.map((half) => ({ ...half, world: placed(world, name, half) }));
    },
  };
}

/** A query leaves the world the same value. */
function placed(world: World, name: string, { world: there }: Pick<Ended, "world">): World {
  return world.hosts?.[name] === there ? world : { ...world, hosts: { ...world.hosts, [name]: there } };
}

function hostIn({ argv }: Call): string {
  return argv[argv.indexOf("--") + 1] ?? "";
}

/** The commands of a line, of which each one reads the output of the one before. */
function callsThere(call: Call): readonly Call[] {
  const calls: string[][] = [[]];
  for (const word of call.argv.slice(call.argv.indexOf("--") + 3)) {
    if (/^\|\| echo "rdump: stage \d: \$\?" >&2; \} \| (exec|\{) env /.test(word)) calls.push([]);
    else calls.at(-1)?.push(unquoted(word));
  }
  return calls.map((argv) => ({ ...call, argv, cwd: "/", env: {} }));
}

function toolFor(tools: Tools, { argv }: Call): Tool {
  const [program = ""] = argv;
  const tool = tools[program];
  if (tool === undefined) throw new Error(`the other host has no ${program}`);
  return tool;
}

/** A word as the shell of the other host reads it; an unquoted special character is a mistake. */
function unquoted(word: string): string {
  const text = word.replaceAll(/'([^']*)'|\\(.)/g, (_all, quoted: string | undefined, single: string | undefined) =>
    (quoted ?? single ?? "").replaceAll(/[^\w@%+=:,./{}#-]/g, (each) => `\u0000${each}`),
  );
  if (/(?<!\0)[^\w@%+=:,./{}\0#-]/.test(text)) throw new Error(`not quoted for a shell: ${word}`);
  return text.replaceAll("\0", "");
}

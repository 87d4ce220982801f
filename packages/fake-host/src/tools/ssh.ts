import type { World } from "../world/world.ts";
import { type Call, type Ended, type Half, refused, type Tool } from "./tool.ts";

type Tools = { readonly [program: string]: Tool };

const BEGUN = "rdump: begun\n";

/** `ssh OPTIONS -- HOST START WORDS...`: the words are those of a command of the other host, quoted for its shell. */
export function sshTo(tools: Tools): Tool {
  return {
    run(world, call) {
      const name = hostIn(call);
      const there = world.hosts?.[name];
      if (there === undefined) return refused(world, 255, `ssh: connect to host ${name} port 22: No route to host`);
      const ended = toolFor(tools, call).run(there, callThere(call));
      return { ...ended, world: placed(world, name, ended), stderr: `${BEGUN}${ended.stderr}` };
    },

    halves(world, call): readonly Half[] {
      const name = hostIn(call);
      const there = world.hosts?.[name];
      if (there === undefined) return [];
      const halves = toolFor(tools, call).halves?.(there, callThere(call)) ?? [];
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

function callThere(call: Call): Call {
  const words = call.argv.slice(call.argv.indexOf("--") + 3);
  return { ...call, argv: words.map(unquoted), cwd: "/", env: {} };
}

function toolFor(tools: Tools, call: Call): Tool {
  const [program = ""] = callThere(call).argv;
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

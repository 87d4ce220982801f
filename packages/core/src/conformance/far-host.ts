import { shellWord } from "../diagnostics/shell-word.ts";
import type { CommandResult, FileKind, LineListener, RunIo } from "../io/capability.ts";
import { NOT_MOUNTED } from "../io/capability.ts";
import { commandResult } from "../io/command-result.ts";
import { type Command, mustBeMounted, namedByPath, type Pipeline } from "../model/command.ts";

/** How commands run on another machine. */
export interface Reach {
  /** Runs a command without a shell; each exit code is a result. */
  run(argv: readonly string[]): Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }>;
  write(path: string, content: string): Promise<void>;
}

/** Another machine, for example of the lab, as an io. */
export function farHost({ run, write }: Reach): RunIo {
  const execute = async (command: Command): Promise<CommandResult> => {
    const mount = mustBeMounted(command);
    if (mount !== null && (await run(["mountpoint", "-q", mount])).code !== 0) {
      return commandResult({ exitCode: null, notStarted: NOT_MOUNTED });
    }
    const { code, stdout, stderr } = await run(wordsOf(command));
    return commandResult({ exitCode: code, stdout: Buffer.from(stdout), stderr: Buffer.from(stderr) });
  };
  /** By a shell of the other machine. */
  const executePipeline = async ({ stages }: Pipeline): Promise<CommandResult> => {
    const line = stages.map(({ command }) => wordsOf(command).map(shellWord).join(" ")).join(" | ");
    const { code, stdout, stderr } = await run(["bash", "-o", "pipefail", "-c", line]);
    const stage = stages.at(-1)?.name ?? "";
    return commandResult({ exitCode: code, stdout: Buffer.from(stdout), stderr: Buffer.from(stderr), stage });
  };
  const asked = async (argv: readonly string[]): Promise<string | null> => {
    const { code, stdout } = await run(argv);
    return code === 0 ? stdout : null;
  };
  return {
    query: execute,
    async run(step, listener) {
      if (step.do === "write") {
        await write(`${step.path}.new`, step.content);
        if (step.modified !== undefined) await run(["touch", "-d", step.modified, `${step.path}.new`]);
        const { code } = await run(["mv", `${step.path}.new`, step.path]);
        return commandResult({ exitCode: code });
      }
      if (step.do === "move") throw new Error("no file is moved on another host");
      const result = await (step.do === "pipe" ? executePipeline(step) : execute(step));
      passLines(result.stdout, listener?.stdout);
      passLines(result.stderr, listener?.stderr);
      return result;
    },
    async lstat(path) {
      const said = await asked(["stat", "-c", "%F|%s|%d|%i|%u|%a|%.9Y", path]);
      if (said === null) return null;
      const [words = "", size, device, inode = "", uid, mode = "", mtime] = said.trim().split("|");
      const numbers = { size: Number(size), device: Number(device), uid: Number(uid), mtime: Number(mtime) * 1000 };
      return { kind: KINDS[words] ?? "other", inode, mode: Number.parseInt(mode, 8), ...numbers };
    },
    realpath: async (path) => (await asked(["realpath", "-e", path]))?.trimEnd() ?? null,
    async readFile(path) {
      const text = await asked(["cat", path]);
      return text === null ? null : Buffer.from(text);
    },
    async names(path, most) {
      const said = await asked(["ls", "-A", path]);
      const names = said?.split("\n").filter((name) => name !== "");
      return names?.slice(0, most).map((name) => Buffer.from(name)) ?? null;
    },
  };
}

/** The command with its directory and environment, as another command. */
function wordsOf(command: Command): readonly string[] {
  const set = Object.entries({ LC_ALL: "C.UTF-8", TZ: "UTC", ...command.env });
  return ["env", "-C", command.cwd ?? "/", ...set.map(([name, value]) => `${name}=${value}`), ...namedByPath(command)];
}

/** Only once the command has ended. */
function passLines(output: Buffer, hear: LineListener["stdout"]): void {
  for (const line of output.toString().split(/[\r\n]/)) if (line !== "") hear?.(Buffer.from(line));
}

const KINDS: { readonly [words: string]: FileKind } = {
  directory: "directory",
  "regular file": "file",
  "regular empty file": "file",
  "symbolic link": "symlink",
};

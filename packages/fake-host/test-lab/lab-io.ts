import { Buffer } from "node:buffer";
import { type Command, type CommandResult, type FileKind, NOT_MOUNTED, type RunIo } from "@rdump/core/provider";
import type { Machine } from "../../../lab/testing.ts";

/** A machine of the lab as something to look at and to work on, over ssh. */
export function labIo(machine: Machine): RunIo {
  const ask = async (argv: readonly string[]) => machine.run(argv, { mayFail: true, timeout: 600 });
  const execute = async (command: Command): Promise<CommandResult> => {
    const place = command.cwd ?? "/";
    if (command.mounted && (await ask(["mountpoint", "-q", place])).code !== 0) {
      return { ...ENDED, exitCode: null, notStarted: NOT_MOUNTED };
    }
    const set = Object.entries({ LC_ALL: "C.UTF-8", TZ: "UTC", ...command.env }).map(
      ([name, value]) => `${name}=${value}`,
    );
    const { code, stdout, stderr } = await ask(["env", "-C", place, ...set, ...command.argv]);
    return { ...ENDED, exitCode: code, stdout: Buffer.from(stdout), stderr: Buffer.from(stderr) };
  };
  return {
    query: execute,
    async run(step, listener) {
      if (step.do === "write") {
        await machine.write(`${step.path}.new`, step.content);
        const { code } = await ask(["mv", `${step.path}.new`, step.path]);
        return { ...ENDED, exitCode: code };
      }
      const result = await execute(step);
      for (const line of result.stdout.toString().split(/[\r\n]/))
        if (line !== "") listener?.stdout?.(Buffer.from(line));
      for (const line of result.stderr.toString().split(/[\r\n]/))
        if (line !== "") listener?.stderr?.(Buffer.from(line));
      return result;
    },
    async lstat(path) {
      const { code, stdout } = await ask(["stat", "-c", "%F|%s|%d|%i|%u|%a", path]);
      if (code !== 0) return null;
      const [kind = "", size, device, inode = "", uid, mode = ""] = stdout.trim().split("|");
      return {
        kind: KINDS[kind] ?? "other",
        size: Number(size),
        device: Number(device),
        inode,
        uid: Number(uid),
        mode: Number.parseInt(mode, 8),
      };
    },
    async realpath(path) {
      const { code, stdout } = await ask(["realpath", "-e", path]);
      return code === 0 ? stdout.trimEnd() : null;
    },
    async readFile(path) {
      const { code, stdout } = await ask(["cat", path]);
      return code === 0 ? Buffer.from(stdout) : null;
    },
    async names(path, most) {
      const { code, stdout } = await ask(["ls", "-A", path]);
      if (code !== 0) return null;
      const names = stdout.split("\n").filter((name) => name !== "");
      return names.slice(0, most).map((name) => Buffer.from(name));
    },
  };
}

const KINDS: { readonly [words: string]: FileKind } = {
  directory: "directory",
  "regular file": "file",
  "regular empty file": "file",
  "symbolic link": "symlink",
};

const ENDED: CommandResult = {
  exitCode: 0,
  signal: null,
  notStarted: null,
  stopped: false,
  stdout: Buffer.alloc(0),
  stderr: Buffer.alloc(0),
  overflow: false,
  milliseconds: 1,
};

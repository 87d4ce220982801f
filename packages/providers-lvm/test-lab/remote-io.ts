import type { Command, CommandResult, FileFacts, FileKind, RunIo } from "@rdump/core/provider";
import type { Machine } from "../../../lab/testing.ts";

const KINDS: { readonly [type: string]: FileKind } = { 4: "directory", 8: "file", a: "symlink" };

/** A machine of the lab as something that a provider can work on: what its scopes need, and no more. */
export function ioOf(machine: Machine): RunIo {
  const perform = async (command: Command): Promise<CommandResult> => {
    const { code, stdout, stderr } = await machine.run(command.argv, { mayFail: true, env: command.env, timeout: 600 });
    const ended = { signal: null, notStarted: null, stopped: false, overflow: false, milliseconds: 0 };
    return { exitCode: code, stdout: Buffer.from(stdout), stderr: Buffer.from(stderr), ...ended };
  };
  const asked = async (argv: readonly string[]): Promise<string | null> => {
    const { code, stdout } = await machine.run(argv, { mayFail: true });
    return code === 0 ? stdout : null;
  };
  return {
    query: perform,
    run: (step) => {
      if (step.do === "write") throw new Error("no scope of LVM's writes a file");
      return perform(step);
    },
    async lstat(path): Promise<FileFacts | null> {
      const said = await asked(["stat", "--format=%f %s %d %i %u", path]);
      if (said === null) return null;
      const [mode = "", size, device, inode = "", uid] = said.trim().split(" ");
      const [type = "", bits] = [mode.slice(0, -3), Number.parseInt(mode.slice(-3), 16)];
      return {
        kind: KINDS[type] ?? "other",
        ...{ size: Number(size), device: Number(device), inode, uid: Number(uid), mode: bits },
      };
    },
    realpath: async (path) => (await asked(["realpath", "-e", path]))?.trimEnd() ?? null,
    async readFile(path) {
      const text = await asked(["cat", path]);
      return text === null ? null : Buffer.from(text);
    },
    async names(path) {
      const said = await asked(["ls", "-A", path]);
      return said?.split("\n").flatMap((name) => (name === "" ? [] : [Buffer.from(name)])) ?? null;
    },
  };
}

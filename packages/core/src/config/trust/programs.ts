import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { shellWord } from "../../diagnostics/shell-word.ts";
import { visible } from "../../diagnostics/visible.ts";
import { TRUST } from "../../io/codes.ts";
import { commandPath } from "../../io/environment.ts";
import { findProgram } from "../../io/program.ts";
import { type Breach, locate } from "../../io/trust/locate.ts";
import { breachText } from "../../io/trust/words.ts";
import type { Config } from "../../model/config.ts";
import { repositoryType } from "../repositories/index.ts";
import type { Program } from "./input.ts";

/** Warnings about programs that a config names and that others can change. */
export async function programsOf(
  { volumes, repositories, notify }: Config,
  env: NodeJS.ProcessEnv,
  user: number,
): Promise<readonly Diagnostic[]> {
  const programs: readonly Program[] = [
    ...volumes.flatMap(({ name, hooks }) => [
      { argv: hooks?.before, name: "The hook `before`", address: name },
      { argv: hooks?.after, name: "The hook `after`", address: name },
    ]),
    ...Object.values(repositories).flatMap((repository) => repositoryType(repository).programs(repository)),
    ...(notify?.command == null ? [] : [{ argv: notify.command, name: "`notify.command`" }]),
  ];
  const path = commandPath(env);
  const warnings: Diagnostic[] = [];
  for (const program of programs) {
    const [file] = program.argv ?? [];
    const found = file === undefined ? null : findProgram(file, path);
    if (found === null || "error" in found) continue;
    const located = await locate(found.path, user).catch(() => null);
    if (located?.state === "breach") warnings.push(warning(program, found.path, located.breach));
  }
  return warnings;
}

function warning({ name, address }: Program, path: string, breach: Breach): Diagnostic {
  const { path: at, flaw } = breach;
  const fix =
    flaw === "writable" ? `chmod go-w ${shellWord(at)}` : `install -o root -m 0755 ${shellWord(path)} /usr/local/bin/`;
  const detail = `${name} runs ${visible(path)}. ${breachText(breach)} A user who can change it decides what rdump executes.\n${fix}`;
  return TRUST.warning("program-untrusted", detail, address === undefined ? {} : { address });
}

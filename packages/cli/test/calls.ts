import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter } from "node:path";
import type { Scene } from "./scene.ts";

/**
 * Writes each call of a program into a file; the real program runs. A call whose words contain the text in the scene's
 * file `refused` fails without it. @returns takes the calls so far
 */
export function countCalls(scene: Scene, program: string): () => readonly string[] {
  const calls = scene.path(`calls-${program}`);
  const refused = scene.path("refused");
  const real = scene.env.PATH ?? "";
  if (!existsSync(scene.path("bin"))) mkdirSync(scene.path("bin"));
  const wrapper = `#!/bin/sh
echo "$*" >> '${calls}'
if [ -e '${refused}' ]; then case "$*" in *$(cat '${refused}')*) exit 2;; esac; fi
PATH='${real}' exec ${program} "$@"
`;
  writeFileSync(scene.path("bin", program), wrapper);
  chmodSync(scene.path("bin", program), 0o755);
  if (!real.startsWith(scene.path("bin"))) scene.env.PATH = `${scene.path("bin")}${delimiter}${real}`;
  writeFileSync(calls, "");
  return () => {
    const said = readFileSync(calls, "utf8").split("\n").filter(Boolean);
    writeFileSync(calls, "");
    return said.map((line) =>
      line
        .split(" ")
        .filter((word) => !/^--(log-json|lock-wait|json|consider)/.test(word))
        .join(" ")
        .replace(scene.path("repository"), "REPOSITORY"),
    );
  };
}

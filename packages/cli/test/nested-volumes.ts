import { chmodSync, chownSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { ATTACKER } from "@rdump/core/conformance";
import type { Test } from "tap";
import { Ground } from "./ground.ts";

/** One file of each volume, from the root of `all`. */
export const NESTED_FILES = {
  all: "file",
  docs: "user/docs/letter",
  photos: "user/docs/photos/picture",
  raw: "user/docs/photos/raw/image",
} as const;

type Nested = keyof typeof NESTED_FILES;

/** Volumes of one user in each other, saved into a repository each, and the destination of a restore of all volumes. */
export async function withNestedVolumes(t: Test) {
  const ground = new Ground(t, { files: 0 });
  chmodSync(ground.root, 0o755);
  mkdirSync(ground.path("all/user/docs/photos/raw"), { recursive: true });
  mkdirSync(ground.path("secret"), { mode: 0o755 });
  for (const name of Object.values(NESTED_FILES)) writeFileSync(ground.path("all", name), name);
  for (const name of ["user", ...Object.values(NESTED_FILES).map(dirname)].filter((each) => each !== "."))
    chownSync(ground.path("all", name), ATTACKER, ATTACKER);
  const volume = (name: Nested, exclude: readonly string[] = []) => {
    mkdirSync(ground.path("tars", name), { recursive: true });
    const path = ground.path("all", dirname(NESTED_FILES[name]));
    const archives = [{ repository: name, every: "yearly", keep: { yearly: 2 } }];
    return { source: { type: "plain", path }, exclude, archives };
  };
  const repository = (name: string) => [
    name,
    { type: "directory", format: "tar", location: ground.path("tars", name) },
  ];
  ground.declare(
    {},
    {
      repositories: Object.fromEntries(Object.keys(NESTED_FILES).map(repository)),
      volumes: {
        all: volume("all", ["/user/docs"]),
        docs: volume("docs", ["/photos"]),
        photos: volume("photos", ["/raw"]),
        raw: volume("raw"),
      },
    },
  );
  const saved = await ground.rdump("apply", "-y");
  t.equal(saved.code, 0, saved.said);
  const to = ground.path("target");
  return { ground, to, restored: join(to, ground.path("all")) };
}

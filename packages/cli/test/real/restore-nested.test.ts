import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { ATTACKER } from "@rdump/core/conformance";
import t from "tap";
import { NESTED_FILES, withNestedVolumes } from "../nested-volumes.ts";

const canMount = spawnSync("unshare", ["-m", "mount", "-t", "tmpfs", "none", "/mnt"]).status === 0;
const needsMounts = process.getuid?.() === 0 && canMount ? false : "needs root and mounts";

// Each restore starts rdump and the programs of a restore.
t.setTimeout(0);

let made: ReturnType<typeof withNestedVolumes> | undefined;
/** Saved once: that takes long. */
const nested = () => (made ??= withNestedVolumes(t));

/** Restores all volumes. */
const RUN = `"$@"; echo "exit $?"`;

/**
 * Runs a script of sh in a mount namespace of its own. `mounted DIR OPTIONS` mounts an empty file system, `show` prints the
 * restored files with the owners of their directories, and the closed directories that are left.
 */
async function within(script: string): Promise<string> {
  const { ground, to, restored } = await nested();
  rmSync(to, { recursive: true, force: true });
  const functions = `
exec 2>&1; at="${restored}"; photos="$at/user/docs/photos"; root="${ground.root}"
mounted() { mkdir -p "$1" && mount -t tmpfs -o "mode=755,$2" none "$1"; }
show() {
  for each in ${Object.values(NESTED_FILES).join(" ")}; do
    echo "$(cat "$at/$each") $(stat -c %u "$(dirname "$at/$each")")"
  done
  find "$root" -name ".rdump-restore*" | sed "s|^$root|left: |"
}
`;
  const words = ["restore", "--all", "--to", to] as const;
  const { stdout } = ground.within(["unshare", "-m", "sh", "-c", `${functions}${script}`, "sh"], ...words);
  return stdout;
}

const RESTORED = `
file 0
user/docs/letter ${ATTACKER}
user/docs/photos/picture ${ATTACKER}
user/docs/photos/raw/image ${ATTACKER}
`;

t.test("volumes around and on a file system below a directory of a user", { skip: needsMounts }, async (t) => {
  const said = await within(`mounted "$photos" size=9m; ${RUN}; show; echo end`);
  t.match(said, `exit 0${RESTORED}end`, "in one run, and no closed directory is left");
  t.match(said, /^all: proven.*\ndocs: proven.*\nphotos: proven.*\nraw: proven/m);
});

t.test("a file system that is the outermost volume and belongs to a user", { skip: needsMounts }, async (t) => {
  // The destination of `all` is missing then, and that of `docs` is a file system.
  const said = await within(`mounted "$at/user/docs" size=9m; ${RUN}; show; echo end`);
  t.match(said, `exit 0${RESTORED}end`);
});

t.test("a repeated command restores the volumes that the first one refused", { skip: needsMounts }, async (t) => {
  const said = await within(`
mv "$root/tars/photos" "$root/tars/away"; ${RUN}; show; echo "again:"; ${RUN}
mv "$root/tars/away" "$root/tars/photos"; echo "third:"; ${RUN}; show; echo end`);
  const [first = "", again = "", third = ""] = said.split(/^(?:again|third):$/m);
  t.match(first, /\[restore-kept\]\n.*Not restored: photos, raw\./);
  t.match(first, /^all: proven.*\ndocs: proven.*\nphotos: not restored.*\nraw: not restored.*below-refused.*\nexit 1/m);
  t.match(first.match(/^left: .*/gm), [/\/all\/\.rdump-restore$/], "one closed directory stays");
  t.match(again, /^all: resumed.*\ndocs: resumed.*\nphotos: not restored.*\nraw: not restored.*\nexit 1/m);
  t.match(third, /^all: resumed.*\ndocs: resumed.*\nphotos: proven.*\nraw: proven/m);
  t.match(third, `exit 0${RESTORED}end`, "and no closed directory is left");
});

t.test("a repeated command knows what is finished on mounted file systems", { skip: needsMounts }, async (t) => {
  // `letter` is a file in the point of `docs`.
  const said = await within(`
mounted "$photos" size=9m; mounted "$at/user/docs/letter/mount" size=9m
${RUN}; umount "$at/user/docs/letter/mount"; rm -r "$at/user/docs/letter"; echo "again:"; ${RUN}; show; echo end`);
  const [first = "", again = ""] = said.split(/^again:$/m);
  t.match(first, /^all: proven.*\ndocs: not restored.*\nphotos: proven.*\nraw: proven.*\nexit 1/m);
  t.match(again, /^all: resumed.*\ndocs: resumed.*\nphotos: resumed.*\nraw: resumed/m);
  t.match(again, `exit 0${RESTORED}end`);
});

t.test("a mounted file system that is refused can be restored alone", { skip: needsMounts }, async (t) => {
  const said = await within(`
mounted "$photos" size=9m; touch "$photos/in the way"
${RUN}; echo "again:"; ${RUN}; rm -r "$photos/in the way" "$photos/raw"; echo "third:"; ${RUN}
mkdir "$root/alone" && mount --bind "$photos" "$root/alone"
set -- "$1" "$2" restore photos --to "$root/alone"; echo "alone:"; ${RUN}; cat "$root/alone/picture"; echo end`);
  const [first = "", again = "", third = "", alone = ""] = said.split(/^(?:again|third|alone):$/m);
  t.match(
    first,
    /\[restore-to-not-empty\].*\[restore-mounted-below\].*Mount its file system/s,
    "said before the restore",
  );
  t.match(first, /^all: proven.*\ndocs: proven.*\nphotos: not restored.*/m);
  t.match(again, /^all: resumed.*\ndocs: resumed.*\nphotos: not restored.*to-unsafe/m);
  t.match(third, /^all: resumed.*\ndocs: resumed.*\nphotos: not restored.*to-unsafe/m);
  t.match(alone, /^photos: proven.*\nexit 0\nuser\/docs\/photos\/pictureend/m);
});

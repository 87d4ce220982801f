import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ATTACK_PLACES, ATTACK_ROUNDS, ATTACKER, attack, attackWith, whileExchanged } from "@rdump/core/conformance";
import type { Step } from "@rdump/core/provider";
import t, { type Test } from "tap";
import { codeOf, Field, needsRoot } from "./field.ts";

type Side = "source" | "mirror";

// Many rounds take long.
t.setTimeout(0);

/** A field one of whose sides its user can exchange with `other`, a link to a directory of root's alone. */
function attackable(t: Test, side: Side, place: { readonly place?: string } = {}) {
  const names = { source: "source", mirror: "mirror", [side]: "home/docs", ...place };
  const field = new Field(t, names);
  chmodSync(field.root, 0o755);
  const [docs, other, secret] = ["home/docs", "home/other", "secret"].map((name) => join(field.root, name)) as [
    string,
    string,
    string,
  ];
  mkdirSync(secret, { mode: 0o700 });
  for (const name of ["root's", "f0"]) writeFileSync(join(secret, name), "root's");
  for (let index = 0; index < 5; index++) writeFileSync(join(field.source, `f${index}`), "user's");
  symlinkSync(secret, other);
  for (const path of [join(field.root, "home"), docs]) chownSync(path, ATTACKER, ATTACKER);
  return { field, docs, other, secret };
}

function exchange(one: string, other: string): void {
  renameSync(one, `${one}-aside`);
  renameSync(other, one);
  renameSync(`${one}-aside`, other);
}

/** No data of root was copied, and nothing was written or removed in a directory of root. */
function nothingOfRoots(t: Test, secret: string, mirror: string): void {
  t.strictSame(readdirSync(secret).sort(), ["f0", "root's"], "root's directory is as it was");
  t.equal(readFileSync(join(secret, "f0"), "utf8"), "root's");
  if (!lstatSync(mirror).isDirectory()) return;
  t.notOk(existsSync(join(mirror, "root's")), "nothing of root's is in the mirror");
  if (existsSync(join(mirror, "f0"))) t.equal(readFileSync(join(mirror, "f0"), "utf8"), "user's");
}

for (const side of ["source", "mirror"] as const) {
  t.test(`a ${side} that is replaced by a link right before a step is not followed`, { skip: needsRoot }, async (t) => {
    const isRsync = (step: Step) => step.do === "run" && step.argv[0] === "rsync";
    const isSync = (step: Step) => step.do === "run" && step.argv[0] === "sync";
    const isWrite = (step: Step) => step.do === "write" && step.path.endsWith(".rdump.json");
    const isLeaveOut = (step: Step) => step.do === "write" && !isWrite(step);
    for (const [isIt, code] of [
      [isRsync, side === "source" ? "fs-source-link-refused" : "fs-mirror-through-link"],
      [isLeaveOut, side === "source" ? "fs-source-link-refused" : "fs-mirror-through-link"],
      ...(side === "mirror" ? ([[isWrite, "fs-mirror-not-written"]] as const) : []),
      ...(side === "mirror" ? ([[isSync, "fs-mirror-not-written"]] as const) : []),
    ] as const) {
      const { field, docs, other, secret } = attackable(t, side);
      let swaps = 0;
      const beforeStep = (step: Step) => void (isIt(step) && swaps++ === 0 && exchange(docs, other));
      t.equal(codeOf(await field.apply({}, { beforeStep })), code);
      t.equal(swaps > 0, true, "the step was met");
      nothingOfRoots(t, secret, side === "mirror" ? other : field.mirror);
      exchange(docs, other);
      t.equal(codeOf(await field.apply()), null, "and when it is a directory again, the run succeeds");
    }
  });

  for (const place of ATTACK_PLACES) {
    t.test(
      `a ${side} that is replaced by a link of root while rsync runs is not followed, on ${place}`,
      { skip: needsRoot },
      async (t) => {
        const { field, docs, other, secret } = attackable(t, side, { place });
        let attacks = 0;
        const bend = (step: Step) => {
          if (step.do !== "run" || step.argv[0] !== "rsync") return step;
          attacks++;
          return whileExchanged(step, docs, other);
        };
        for (let round = 0; round < ATTACK_ROUNDS; round++) {
          writeFileSync(join(field.source, "new"), String(round));
          t.equal(codeOf(await field.apply({}, { bend })), null);
          nothingOfRoots(t, secret, field.mirror);
          t.equal(readFileSync(join(field.mirror, "new"), "utf8"), String(round));
        }
        t.equal(attacks >= ATTACK_ROUNDS, true, "rsync was attacked");
      },
    );
  }

  for (const place of ATTACK_PLACES) {
    t.test(
      `a ${side} that its user replaces by a link again and again, on ${place}`,
      { skip: needsRoot },
      async (t) => {
        const { field, docs, other, secret } = attackable(t, side, { place });
        const attacker = await attack(docs, other, { held: 4000, pause: 60_000 });
        const seen: { [code: string]: number } = {};
        try {
          for (let round = 0; round < ATTACK_ROUNDS; round++) {
            rmSync(join(field.source, "more"), { force: true });
            const code = codeOf(await field.apply()) ?? "done";
            seen[code] = (seen[code] ?? 0) + 1;
          }
        } finally {
          await attacker.stop();
        }
        t.comment(seen);
        const isSwapped = !lstatSync(docs).isDirectory();
        nothingOfRoots(t, secret, side === "mirror" && isSwapped ? other : field.mirror);
      },
    );
  }
}

/** Puts a directory of the user in the place of the probe, and links to a file of root in the place of the file with an ACL. */
const REPLACE_PROBE = `
mirror, secret = sys.argv[2], sys.argv[3]
os.chdir(mirror)
print("attacking", flush=True)
while not os.path.exists(".rdump-probe"): time.sleep(0.0003)
os.rename(".rdump-probe", "aside")
os.mkdir(".rdump-probe")
while True:
    try:
        os.symlink(secret, "link")
        os.rename("link", ".rdump-probe/acl")
    except OSError: pass
`;

for (const place of ATTACK_PLACES) {
  t.test(
    `a user who replaces the probe of a mirror changes no file of root, on ${place}`,
    { skip: needsRoot },
    async (t) => {
      const { field, docs, secret } = attackable(t, "mirror", { place });
      const file = join(secret, "f0");
      chmodSync(file, 0o600);
      for (let round = 0; round < ATTACK_ROUNDS; round++) {
        for (const name of readdirSync(docs)) rmSync(join(docs, name), { recursive: true });
        chownSync(docs, ATTACKER, ATTACKER);
        const attacker = await attackWith(REPLACE_PROBE, docs, file);
        try {
          await field.apply();
        } finally {
          await attacker.stop();
        }
        if ((lstatSync(file).mode & 0o7777) !== 0o600)
          return t.fail(`round ${round}: the mode of a file of root changed`);
      }
      t.pass("no ACL was set through a link");
    },
  );
}

t.test("a probe where another user can write sets no ACLs and no attributes", { skip: needsRoot }, async (t) => {
  const { field, docs } = attackable(t, "mirror", { place: tmpdir() });
  const isFill = (step: Step) => step.do === "run" && step.argv.includes("--extract");
  const replaceProbe = (step: Step) => {
    if (!isFill(step)) return;
    renameSync(join(docs, ".rdump-probe"), join(docs, "aside"));
    mkdirSync(join(docs, ".rdump-probe"));
    chownSync(join(docs, ".rdump-probe"), ATTACKER, ATTACKER);
    rmSync(join(docs, "aside"), { recursive: true });
  };
  t.equal(codeOf(await field.apply({}, { beforeStep: replaceProbe })), null);
  t.match(field.mark().stores, { owners: true, modes: true, hardLinks: true, acls: false, xattrs: false });
});

import t from "tap";
import { accessTo } from "../../src/access.ts";
import { otherThanDeclared, weakerThanDeclared } from "../../src/discovery/encryption.ts";
import { REPOSITORY } from "../real/world.ts";

const LEVELS = [
  ["none"],
  ["authenticated", "authenticated-blake2"],
  ["keyfile", "keyfile-blake2", "repokey", "repokey-blake2"],
] as const;

t.test("every declaration is compared with every mode of encryption", (t) => {
  for (const [required, declarations] of LEVELS.entries()) {
    for (const encryption of declarations) {
      const access = accessTo({ ...REPOSITORY, encryption });
      for (const [level, modes] of LEVELS.entries()) {
        for (const mode of modes) {
          const name = `${encryption} is declared, ${mode} is there`;
          const weaker = weakerThanDeclared(access, mode);
          t.equal(weaker?.code ?? null, level < required ? "borg-weaker-encryption" : null, name);
          const other = otherThanDeclared(access, mode).map(({ severity }) => severity);
          t.same(other, mode === encryption ? [] : ["warning"], name);
        }
      }
    }
  }
  t.end();
});

t.test("without a declaration, and with an unknown mode, the result is known", (t) => {
  const access = accessTo({ ...REPOSITORY, encryption: null });
  for (const [level, modes] of LEVELS.entries()) {
    for (const mode of modes) {
      t.equal(weakerThanDeclared(access, mode) === null, level === 2, mode);
      t.same(otherThanDeclared(access, mode), []);
    }
  }
  for (const mode of ["", "rot13"]) {
    t.match(weakerThanDeclared(access, mode), { severity: "error" });
    t.equal(weakerThanDeclared(accessTo({ ...REPOSITORY, encryption: "none" }), mode), null);
  }
  t.end();
});

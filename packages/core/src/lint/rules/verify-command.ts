import type { Breach, Rule } from "../../config/rule.ts";
import type { Subject } from "../../config/subject.ts";

export const verifyCommandOfSample: Rule = {
  code: "verify-command-of-sample",
  severity: "error",
  summary: "Command of a proof gets only a sample",
  judges: "written",
  cause: "`command` and `sample` are declared for one proof. With `sample`, only a part of the files is restored.",
  effect: "The program of the command would find an incomplete tree, and the proof would fail.",
  remedy: "Remove `sample`, or declare the command for the proof of another target.",
  check: breachesOfSample,
};

export const verifyUserWithoutCommand: Rule = {
  code: "verify-user-without-command",
  severity: "error",
  summary: "User or time limit without a command",
  judges: "written",
  cause: "`user` and `timeout` in `verify` apply to `command`, and no `command` is declared.",
  effect: "The setting has no effect. The restored files are compared as the user who runs rdump.",
  remedy: "Declare `command`, or remove the setting.",
  check: breachesOfUser,
};

function* breachesOfSample({ volumes }: Subject): Generator<Breach> {
  for (const { cursor } of volumes) {
    for (const proof of cursor.at("verify").items()) {
      if (!proof.at("command").exists || !proof.at("sample").exists) continue;
      const detail =
        "The command needs all files, and `sample` restores a part of them. Remove `sample`, or declare the command for another target.";
      yield { span: proof.at("command").keySpan, detail };
    }
  }
}

function* breachesOfUser({ volumes }: Subject): Generator<Breach> {
  for (const { cursor } of volumes) {
    for (const proof of cursor.at("verify").items()) {
      if (proof.at("command").exists) continue;
      for (const key of ["user", "timeout"]) {
        if (proof.at(key).exists)
          yield {
            span: proof.at(key).keySpan,
            detail: `\`${key}\` applies to \`command\`, and no \`command\` is declared.`,
          };
      }
    }
  }
}

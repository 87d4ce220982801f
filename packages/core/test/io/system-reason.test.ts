import { readdirSync } from "node:fs";
import t from "tap";
import { systemReason } from "../../src/io/system-reason.ts";

t.test("the reason of a failed call is in the words of the system, with its path", (t) => {
  const failure = () => {
    try {
      return readdirSync("/nonexistent/a");
    } catch (error) {
      return error;
    }
  };
  t.equal(systemReason(failure()), "no such file or directory: /nonexistent/a");
  t.equal(systemReason(failure(), "/nonexistent/a"), "no such file or directory");
  t.equal(systemReason(new Error("/a is a symbolic link")), "/a is a symbolic link");
  t.equal(systemReason("text"), "text");
  t.end();
});

import { commandResult, EVERYTHING, type FileWrite } from "@rdump/core/provider";
import t from "tap";
import { LeftOut } from "../../src/left-out/left-out.ts";

const WITHOUT_CASE = { ...EVERYTHING, cases: false };
type Context = ConstructorParameters<typeof LeftOut>[0];

t.test("names that differ only in case are left out with a bounded number of rules", async (t) => {
  const written: string[] = [];
  const write: FileWrite = { do: "write", path: "/state/run.left-out", content: "", mode: 0o600 };
  const leftOut = (pairs: number) => {
    const names = Array.from({ length: pairs }, (_, number) => `d/A${number}\0d/a${number}\0`).join("");
    const io = {
      query: async () => commandResult({ exitCode: 0, stdout: Buffer.from(names) }),
      realpath: async () => null,
      readFile: async () => Buffer.from(""),
      run: async ({ content }: FileWrite) => {
        written.push(content);
        return commandResult({ exitCode: 0 });
      },
    };
    const input = { from: "/source", path: "/mirror", rules: [], mounted: false, root: true, planned: null };
    return new LeftOut({ io, input } as unknown as Context, write);
  };
  const few = leftOut(2);
  await few.leaveOutUnstored(WITHOUT_CASE, write);
  t.equal(written.pop(), "- /d/a0\0- /d/a1\0");
  t.match(await few.whyIncomplete(), [
    { code: "fs-names-collide", detail: /a0 \(as d\/A0\).*Nothing was overwritten/ },
  ]);

  const many = leftOut(30_000);
  await many.leaveOutUnstored(WITHOUT_CASE, write);
  t.equal(written.pop()?.split("\0").length, 20_001);
  t.match(await many.whyIncomplete(), [{ code: "fs-names-collide", detail: /can have overwritten another one/ }]);
});

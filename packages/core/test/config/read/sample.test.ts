import t from "tap";
import { sampleOf } from "../../../src/config/read/sample.ts";

t.test("a sample is a part of the files, or a size", (t) => {
  const cases: readonly (readonly [text: string, sample: ReturnType<typeof sampleOf>])[] = [
    ["2%", { kind: "part", part: 0.02 }],
    ["0.5 %", { kind: "part", part: 0.005 }],
    ["100%", { kind: "part", part: 1 }],
    ["10 GiB", { kind: "bytes", bytes: 10 * 2 ** 30 }],
    ...["0%", "101%", "-1%", "%", "all", "", "10", "0 GiB", "2%%"].map((text) => [text, null] as const),
  ];
  for (const [text, sample] of cases) t.strictSame(sampleOf(text), sample, text);
  t.end();
});

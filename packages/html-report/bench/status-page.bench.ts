import { fleetPage, hostPage, parseReport } from "../src/index.ts";
import { NOW, sampleReport } from "../test/sample.ts";

function timed(what: string, target: string, work: () => string): void {
  const times: number[] = [];
  let bytes = 0;
  for (let round = 0; round < 3; round++) {
    const before = process.cpuUsage();
    bytes = Buffer.byteLength(work());
    const { user, system } = process.cpuUsage(before);
    times.push((user + system) / 1000);
  }
  console.log(`| ${what} | ${Math.min(...times).toFixed(0)} ms | ${target} | ${(bytes / 1e6).toFixed(2)} MB |`);
}

const host = sampleReport({ volumes: 1000, points: 100, runs: 400 });
const texts = Array.from({ length: 200 }, (_, index) =>
  JSON.stringify(sampleReport({ host: `host${index}`, volumes: 10, points: 100, runs: 400 })),
);

console.log("| page | best of 3, CPU | target | size |\n| --- | --- | --- | --- |");
timed("one host: 1,000 volumes, 100,000 points, 400 days of runs", "2000 ms, 2 MB", () => hostPage(host));
timed("200 hosts: 2,000 volumes, 200,000 points, from their files", "5000 ms", () => {
  const reports = texts.map((text) => parseReport(text)).filter((each) => typeof each !== "string");
  return fleetPage(reports, { now: NOW, silentAfter: 2 * 86_400_000, unreadable: [] });
});

import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import axe from "axe-core";
import { type Browser, chromium } from "playwright-core";
import t from "tap";
import { fleetPage, hostPage } from "../../src/page.ts";
import { NOW, sampleGroup, sampleReport } from "../sample.ts";

const CHROMIUM = "/usr/bin/chromium";
const DAY = 86_400_000;
/** `RDUMP_PICTURES=DIR` leaves a picture of each page there. */
const PICTURES = process.env.RDUMP_PICTURES;

/** In the page: the cells, other than those for sentences, that take more than two lines. */
const BROKEN = `[...document.querySelectorAll("th, td:not(.wide)")].filter((cell) => {
  const range = document.createRange();
  range.selectNodeContents(cell);
  return range.getBoundingClientRect().height > 50;
}).map((cell) => cell.textContent)`;

/** In the page: the height of the smallest text of a picture. */
const SMALLEST = `Math.min(...[...document.querySelectorAll("svg text")].map((each) => each.getBoundingClientRect().height), 99)`;

interface Finding {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

t.test("the page in Chromium", { skip: !existsSync(CHROMIUM) && "Chromium is not there" }, async (t) => {
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox"] });
  t.teardown(() => browser.close());
  for (const [name, page] of pages()) {
    for (const width of [360, 1400]) {
      for (const colorScheme of ["light", "dark"] as const) {
        await t.test(`${name}, ${width} pixels, ${colorScheme}`, async (t) => {
          const { requests, overflow, broken, findings, smallest } = await looked(browser, page, {
            name,
            width,
            colorScheme,
          });
          t.strictSame(requests, [], "it asks for nothing");
          t.ok(overflow <= 0, `nothing is wider than the screen (${overflow} pixels)`);
          t.strictSame(broken, [], "no time, name or number of a table is broken into lines");
          t.strictSame(findings, [], "axe finds no fault");
          t.ok(smallest >= 9, `labels of pictures are legible (${smallest} pixels)`);
        });
      }
    }
  }
});

function pages(): readonly (readonly [name: string, page: string])[] {
  const report = sampleReport({ volumes: 4 });
  const bad = sampleGroup("pictures-of-the-last-twenty-years", { state: "failed", obstacle: "No space left\non disk" });
  const due = sampleGroup("mail", { state: "due", due: true });
  const troubled = { ...report, status: { ...report.status, groups: [...report.status.groups, bad, due] } };
  const old = sampleReport({ host: "attic" });
  const silent = { ...old, status: { ...old.status, asOf: new Date(NOW - 3 * DAY).toISOString() } };
  const unreadable = [{ file: "cellar.json", why: "it is not JSON" }];
  return [
    ["host", hostPage(troubled)],
    ["fleet", fleetPage([troubled, silent], { now: NOW, silentAfter: 2 * DAY, unreadable })],
  ];
}

interface Look {
  readonly name: string;
  readonly width: number;
  readonly colorScheme: "light" | "dark";
}

/** What the page asks for, by how many pixels it is too wide, and what axe finds. The page itself forbids scripts; axe may run. */
async function looked(browser: Browser, html: string, { name, width, colorScheme }: Look) {
  const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme, bypassCSP: true });
  try {
    const page = await context.newPage();
    const requests: string[] = [];
    page.on("request", (request) => requests.push(request.url()));
    await page.setContent(html);
    for (const details of await page.locator("details").all())
      await details.evaluate((each) => each.setAttribute("open", ""));
    const overflow = await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
    const broken = await page.evaluate(BROKEN);
    const smallest = Number(await page.evaluate(SMALLEST));
    if (PICTURES !== undefined) {
      mkdirSync(PICTURES, { recursive: true });
      await page.screenshot({ path: join(PICTURES, `${name}-${width}-${colorScheme}.png`), fullPage: true });
    }
    await page.addScriptTag({ content: axe.source });
    const { violations } = (await page.evaluate("axe.run()")) as { violations: readonly Finding[] };
    const findings = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html} ${nodes[0]?.failureSummary ?? ""}`);
    return { requests, overflow: Number(overflow), broken, findings, smallest };
  } finally {
    await context.close();
  }
}

import { cruise, type ICruiseResult } from "dependency-cruiser";

/** A cycle of imports, type imports included: the paths of its files, the first one again at the end. */
export type Cycle = readonly string[];

/**
 * The cycles among the sources of some folders, each once. Throws when an import leads nowhere: a cycle could hide behind it.
 *
 * @param folders below `baseDir`; imports that leave them are not followed further than one file
 */
export async function cyclesIn(folders: readonly string[], baseDir: string): Promise<readonly Cycle[]> {
  const { output } = await cruise(
    [...folders],
    {
      baseDir,
      tsPreCompilationDeps: true,
      doNotFollow: { path: ["(^|/)node_modules/"] },
      exclude: { path: ["(^|/)(dist|bundle)/"] },
      validate: true,
      ruleSet: {
        forbidden: [
          { name: CYCLE, severity: "error", from: {}, to: { circular: true } },
          { name: UNRESOLVED, severity: "error", from: {}, to: { couldNotResolve: true } },
        ],
      },
    },
    { conditionNames: ["rdump-source", "import", "node", "default"], exportsFields: ["exports"] },
  );
  const { violations } = (output as ICruiseResult).summary;
  const lost = violations.find(({ rule }) => rule.name === UNRESOLVED);
  if (lost !== undefined) throw new Error(`${lost.from} imports ${lost.to}, which cannot be found`);
  const cycles = violations.flatMap(({ from, cycle = [] }) => [[from, ...cycle.map(({ name }) => name)]]);
  return [...new Map(cycles.map((cycle) => [[...new Set(cycle)].sort().join(" "), cycle])).values()];
}

const CYCLE = "no-cycle";
const UNRESOLVED = "no-unresolved";

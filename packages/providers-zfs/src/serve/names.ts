const DATASET = /^[A-Za-z][A-Za-z0-9_.: -]*(\/[A-Za-z0-9_.:][A-Za-z0-9_.: -]*)*$/;
const SNAPSHOT = /^[A-Za-z0-9_.:][A-Za-z0-9_.: -]*$/;

/** A dataset below another one. Hidden datasets (`%recv`) and relative names are none. */
export function isBelow(name: string, above: string): boolean {
  const isPlain = DATASET.test(name) && !name.split("/").some((part) => part === "." || part === "..");
  return isPlain && name.length <= 255 && name.startsWith(`${above}/`);
}

/** The snapshots of one dataset by their full names; null if one of the names is another thing. */
export function snapshotsOf(
  full: readonly string[],
): { readonly dataset: string; readonly names: readonly string[] } | null {
  const [dataset = ""] = full[0]?.split("@") ?? [];
  const names = full.map((each) => each.slice(dataset.length + 1));
  const isEach = full.every(
    (each, index) => each === `${dataset}@${names[index]}` && SNAPSHOT.test(names[index] ?? ""),
  );
  return full.length > 0 && isEach ? { dataset, names } : null;
}

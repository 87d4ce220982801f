/**
 * One declared exclude. `path` is anchored at the volume's root and literal; `name` is a glob (`*`, `?`, `[...]`)
 * on the last name of a path, wherever it stands. Each tool gets its own translation that means the same.
 */
export type Exclude =
  | { readonly kind: "path"; readonly path: string }
  | { readonly kind: "name"; readonly glob: string };

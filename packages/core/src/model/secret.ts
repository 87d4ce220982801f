/** Where a secret comes from. The secret itself is never in a config, and so never in anything made from one. */
export type SecretSource =
  | { readonly kind: "command"; readonly argv: readonly string[] }
  | { readonly kind: "file"; readonly path: string };

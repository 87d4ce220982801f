/** The source of a secret. A config, and every value that is made from it, never contains the secret itself. */
export type SecretSource =
  | { readonly kind: "command"; readonly argv: readonly string[] }
  | { readonly kind: "file"; readonly path: string };

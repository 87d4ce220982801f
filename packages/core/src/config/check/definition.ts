/** The keyword with the name of a definition in the compiled schema of configs. */
export const DEFINITION = "definition";

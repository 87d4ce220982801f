/** The variable of the environment that holds the paths of a group of test files, as JSON. */
export const TOGETHER = "RDUMP_TEST_FILES";

/** The name of the test that marks the beginning of a file in the TAP of a group, before the file's path. */
export const BEGINS = "the file begins: ";

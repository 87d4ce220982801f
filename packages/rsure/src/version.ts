/** The package's version. A test holds it equal to package.json, which is not at hand in a bundle. */
export const VERSION = "0.1.0";

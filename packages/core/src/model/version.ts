/** The version of rdump, as plans and reports bear it. */
export const RDUMP_VERSION = "0.1.0";

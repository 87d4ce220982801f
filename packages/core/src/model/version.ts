/** The version of rdump in plans and reports. */
export const RDUMP_VERSION = "0.1.0";

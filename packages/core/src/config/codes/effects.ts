/** The effect of an error in a config on the run. */
export const NO_PLAN = "The config is refused as a whole. No plan is made, and nothing is backed up.";

/** What an error in a config means for the run. */
export const NO_PLAN = "The config is refused as a whole. No plan is made, and nothing is backed up.";

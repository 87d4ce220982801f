import t from "tap";
import { killEverywhere } from "./killing.ts";

await killEverywhere(t, "borg", 10);

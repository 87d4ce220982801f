import { actionHandler, type Provider } from "@rdump/core/provider";
import { adoptHandler } from "./adopt.ts";
import { checkHandler } from "./check/check.ts";
import { checkOf, sampleOf } from "./check/role.ts";
import type { RsureCommand } from "./command.ts";
import { discover } from "./discover.ts";
import { recordsOf } from "./records.ts";
import { comparisonOf, filesOf, machineRecordOf, updateOf } from "./role.ts";
import { chooseHandler } from "./sample/choose-handler.ts";
import { updateHandler } from "./update.ts";

/**
 * The integrity role: rsure's surefile, brought up to date in a volume's tree before anybody copies from it. `rsure`
 * is run as a child, so that the shown argument list is what runs.
 */
export function rsureProvider(rsure: RsureCommand): Provider {
  return {
    name: "rsure",
    shielded: ["NODE_OPTIONS", "NODE_PATH"],
    sources: {},
    keepers: {},
    integrity: {
      update: (request) => updateOf(rsure, request),
      comparison: (integrity) => comparisonOf(rsure, integrity),
      files: filesOf,
      machineRecord: machineRecordOf,
      check: (request) => checkOf(rsure, request),
      sample: (request) => sampleOf(rsure, request),
      records: recordsOf(rsure),
    },
    actions: [
      actionHandler(updateHandler),
      actionHandler(adoptHandler),
      actionHandler(checkHandler),
      actionHandler(chooseHandler),
    ],
    scopes: [],
    verifiers: [],
    discover: (request, io) => discover(rsure, request, io),
  };
}

import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { CommandResult } from "../io/capability.ts";
import type { ActionHandler, Outcome, ScopeHandler, Unconfirmed } from "../provider/handler.ts";
import type { Discovery } from "../provider/observation.ts";
import type { Provider } from "../provider/provider.ts";
import { compose, type Providers } from "../provider/providers.ts";
import type { RecordsRole } from "../provider/records.ts";
import type { TreeVerifier } from "../provider/verifier.ts";
import { elevatedHost, elevatedReader } from "./host.ts";
import { sudoRefusal } from "./refusal.ts";
import { elevated, type Sudo } from "./sudo.ts";

/**
 * The same providers, whose shown and executed commands use sudo where necessary. The providers and the executor do not
 * know about sudo.
 */
export function elevatedProviders({ all }: Providers, sudo: Sudo): Providers {
  return compose(all.map((provider) => elevatedProvider(provider, sudo)));
}

function elevatedProvider(provider: Provider, sudo: Sudo): Provider {
  const { blockers, integrity } = provider;
  return {
    ...provider,
    actions: provider.actions.map((handler) => elevatedAction(handler, sudo)),
    scopes: provider.scopes.map((handler) => elevatedScope(handler, sudo)),
    verifiers: provider.verifiers.map((verifier) => elevatedVerifier(verifier, sudo)),
    ...(blockers === undefined
      ? {}
      : { blockers: (request, io) => blockers.call(provider, request, elevatedReader(io, sudo)) }),
    ...(integrity === undefined
      ? {}
      : { integrity: { ...integrity, records: elevatedRecords(integrity.records, sudo) } }),
    async discover(request, io) {
      const refusals: Diagnostic[] = [];
      const hear = (refusal: Diagnostic | null) => void (refusal !== null && refusals.push(refusal));
      const found = await provider.discover(
        request,
        elevatedReader(io, sudo, (...heard) => hear(sudoRefusal(...heard))),
      );
      return refusals[0] === undefined ? found : explained(found, refusals[0]);
    },
  };
}

/** If sudo refused a query, the diagnostic is that of sudo, and not that of the tool, which did not run. */
function explained(found: Discovery, refusal: Diagnostic): Discovery {
  const explain = <T extends { readonly gap: Diagnostic | null }>(seen: T): T =>
    seen.gap === null ? seen : { ...seen, gap: { ...refusal, address: seen.gap.address ?? "" } };
  return {
    ...found,
    sources: found.sources.map(explain),
    groups: found.groups.map(explain),
    integrity: (found.integrity ?? []).map(explain),
  };
}

function elevatedRecords(records: RecordsRole, sudo: Sudo): RecordsRole {
  return {
    revisions: (tree, io) => records.revisions(tree, elevatedReader(io, sudo)),
    entries: (tree, wish, io) => records.entries(tree, wish, elevatedReader(io, sudo)),
    differences: (tree, numbers, io) => records.differences(tree, numbers, elevatedReader(io, sudo)),
  };
}

function elevatedVerifier(verifier: TreeVerifier, sudo: Sudo): TreeVerifier {
  return { ...verifier, verify: (tree, when, io) => verifier.verify(tree, when, elevatedReader(io, sudo)) };
}

/** Hears the refusals of sudo, which explain a failure better than the tool that did not run. */
class Hearing {
  #refusal: Diagnostic | null = null;
  readonly hear = (program: string, result: CommandResult): void => {
    this.#refusal ??= sudoRefusal(program, result);
  };

  explain<T extends Outcome | Unconfirmed>(outcome: T): T {
    return outcome.status === "failed" && this.#refusal !== null ? { ...outcome, diagnostic: this.#refusal } : outcome;
  }

  cause(diagnostic: Diagnostic | null): Diagnostic | null {
    return diagnostic === null ? null : (this.#refusal ?? diagnostic);
  }
}

function elevatedAction(handler: ActionHandler, sudo: Sudo): ActionHandler {
  const { estimate } = handler;
  return {
    ...handler,
    commands: (input, run) => handler.commands(input, run).map((step) => elevated(step, sudo)),
    probe: (input, run, io) => handler.probe(input, run, elevatedReader(io, sudo)),
    async run(context) {
      const hearing = new Hearing();
      return hearing.explain(await handler.run({ ...context, io: elevatedHost(context.io, sudo, hearing.hear) }));
    },
    ...(estimate === undefined
      ? {}
      : { estimate: (inputs, which, io) => estimate(inputs, which, elevatedReader(io, sudo)) }),
    ...(handler.joint === undefined ? {} : { joint: elevatedJoint(handler.joint, sudo) }),
  };
}

type Joint = NonNullable<ActionHandler["joint"]>;

function elevatedJoint(joint: Joint, sudo: Sudo): Joint {
  const look: Joint["look"] = (inputs, io) => joint.look(inputs, elevatedReader(io, sudo));
  if (joint.kind === "confirmation") {
    return {
      ...joint,
      look,
      async begin(context) {
        const hearing = new Hearing();
        return hearing.explain(await joint.begin({ ...context, io: elevatedHost(context.io, sudo, hearing.hear) }));
      },
    };
  }
  return {
    ...joint,
    look,
    commands: (inputs, run) => joint.commands(inputs, run).map((step) => elevated(step, sudo)),
    async run(inputs, io, seen, run) {
      const hearing = new Hearing();
      const outcomes = await joint.run(inputs, elevatedHost(io, sudo, hearing.hear), seen, run);
      return outcomes.map((outcome) => hearing.explain(outcome));
    },
  };
}

function elevatedScope(handler: ScopeHandler, sudo: Sudo): ScopeHandler {
  return {
    ...handler,
    commands(input, run) {
      const { acquire, release } = handler.commands(input, run);
      const all = (steps: typeof acquire) => steps.map((step) => elevated(step, sudo));
      return { acquire: all(acquire), release: all(release) };
    },
    async acquire(input, run, io) {
      const hearing = new Hearing();
      return hearing.cause(await handler.acquire(input, run, elevatedHost(io, sudo, hearing.hear)));
    },
    release: (input, run, io) => handler.release(input, run, elevatedHost(io, sudo)),
  };
}

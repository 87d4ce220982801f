import type { ActionHandler, ScopeHandler } from "../provider/handler.ts";
import type { Provider } from "../provider/provider.ts";
import { compose, type Providers } from "../provider/providers.ts";
import type { SourceRole } from "../provider/roles.ts";
import { type Reach, reachingHost, reachingReader } from "./host.ts";
import { reached } from "./ssh.ts";

/**
 * The same providers, whose shown and executed commands for other hosts run there by ssh. Before `elevatedProviders`: sudo
 * is for commands of this host.
 */
export function reachingProviders({ all }: Providers, reach: Reach): Providers {
  return compose(all.map((provider) => reachingProvider(provider, reach)));
}

function reachingProvider(provider: Provider, reach: Reach): Provider {
  return {
    ...provider,
    sources: Object.fromEntries(
      Object.entries(provider.sources).map(([type, source]) => [type, reachingSource(source, reach)]),
    ),
    actions: provider.actions.map((handler) => reachingAction(handler, reach)),
    scopes: provider.scopes.map((handler) => reachingScope(handler, reach)),
    discover: (request, io) => provider.discover(request, reachingReader(io, reach)),
  };
}

function reachingSource(source: SourceRole, reach: Reach): SourceRole {
  const { children } = source;
  return children === undefined
    ? source
    : { ...source, children: (sources, io) => children(sources, reachingReader(io, reach)) };
}

function reachingAction(handler: ActionHandler, reach: Reach): ActionHandler {
  const { estimate } = handler;
  return {
    ...handler,
    commands: (input, run) => handler.commands(input, run).map((step) => reached(step, reach.hosts)),
    probe: (input, run, io) => handler.probe(input, run, reachingReader(io, reach)),
    run: (context) => handler.run({ ...context, io: reachingHost(context.io, reach) }),
    ...(estimate === undefined
      ? {}
      : { estimate: (inputs, which, io) => estimate(inputs, which, reachingReader(io, reach)) }),
    ...(handler.joint === undefined ? {} : { joint: reachingJoint(handler.joint, reach) }),
  };
}

type Joint = NonNullable<ActionHandler["joint"]>;

function reachingJoint(joint: Joint, reach: Reach): Joint {
  const look: Joint["look"] = (inputs, io) => joint.look(inputs, reachingReader(io, reach));
  if (joint.kind === "confirmation") {
    return { ...joint, look, begin: (context) => joint.begin({ ...context, io: reachingHost(context.io, reach) }) };
  }
  return {
    ...joint,
    look,
    commands: (inputs, run) => joint.commands(inputs, run).map((step) => reached(step, reach.hosts)),
    run: (inputs, io, seen, run) => joint.run(inputs, reachingHost(io, reach), seen, run),
  };
}

function reachingScope(handler: ScopeHandler, reach: Reach): ScopeHandler {
  return {
    ...handler,
    commands(input, run) {
      const { acquire, release } = handler.commands(input, run);
      const all = (steps: typeof acquire) => steps.map((step) => reached(step, reach.hosts));
      return { acquire: all(acquire), release: all(release) };
    },
    acquire: (input, run, io) => handler.acquire(input, run, reachingHost(io, reach)),
    release: (input, run, io) => handler.release(input, run, reachingHost(io, reach)),
  };
}

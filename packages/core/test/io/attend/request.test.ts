import fc from "fast-check";
import t from "tap";
import { parseRequest, type Request, requestArgv } from "../../../src/io/attend/request.ts";

const text = fc.string();
const name = fc.stringMatching(/^[A-Z_]{1,8}$/);
const requests: fc.Arbitrary<Request> = fc.oneof(
  fc.record({
    do: fc.constant("run" as const),
    cwd: fc.option(text),
    mounted: fc.constantFrom(false, true, 3, 17),
    closed: fc.boolean(),
    directories: fc.dictionary(
      fc.constantFrom("3", "4", "17"),
      text.map((path) => `/${path}`),
      { noNullPrototype: true },
    ),
    env: fc.dictionary(name, text, { noNullPrototype: true }),
    callersEnvironment: fc.boolean(),
    argv: fc.array(text, { minLength: 1 }) as fc.Arbitrary<[string, ...string[]]>,
  }),
  fc.record({
    do: fc.constant("look" as const),
    what: fc.constantFrom("lstat", "realpath", "read", "read-own", "names"),
    path: text,
    most: fc.nat(),
  }),
  fc.record({
    do: fc.constant("write" as const),
    path: text,
    mode: fc.integer({ min: 0, max: 0o7777 }),
    content: text,
  }),
  fc.record({
    do: fc.constant("write" as const),
    path: text,
    mode: fc.integer({ min: 0, max: 0o7777 }),
    content: text,
    temporary: fc.constant(".temporary"),
    expected: fc.record(
      { device: fc.maxSafeNat(), inode: fc.bigInt(0n, 2n ** 64n - 1n).map(String) },
      { noNullPrototype: true },
    ),
  }),
);

t.test("a request is read back from its arguments unchanged", (t) => {
  fc.assert(
    fc.property(requests, (request) => {
      t.strictSame(parseRequest(requestArgv(request)), { ...request, ...placeOf(request) });
    }),
    { numRuns: 300 },
  );
  t.end();
});

/** Without a directory, nothing is required of it. */
function placeOf(request: Request) {
  if (request.do !== "run") return {};
  const { cwd, mounted, closed, directories } = request;
  const isRequired = typeof mounted === "number" ? Object.hasOwn(directories, mounted) : cwd !== null;
  return { mounted: isRequired && mounted, closed: cwd !== null && closed };
}

t.test("arguments of another form are not a request", (t) => {
  for (const words of [
    [],
    ["run"],
    ["run", "--"],
    ["run", "ls"],
    ["run", "--shell", "--", "ls"],
    ["run", "--set=A", "--", "ls"],
    ["run", "--directory=3", "--", "ls"],
    ["run", "--directory=3=relative", "--", "ls"],
    ["run", "--directory=0=/", "--", "ls"],
  ]) {
    t.equal(parseRequest(words), null, words.join(" "));
  }
  for (const words of [
    ["look", "lstat"],
    ["look", "chmod", "/", "1"],
    ["write", "/a", "9", ""],
    ["write", "--expected=1", "/a", "6", ""],
    ["stop"],
  ]) {
    t.equal(parseRequest(words), null, words.join(" "));
  }
  t.end();
});

/* Tests of the page's own scripts, run in the page: the texts of those that fail go to the callback. */

const done = arguments[arguments.length - 1];

async function run() {
  const [{diff}, format, model, actions] = await Promise.all(
      ["diff", "format", "model", "actions"].map(name => import(`/${name}.js`)));
  const {readExactly, value} = format;
  const failures = [];
  let checks = 0;

  function same(what, actual, expected) {
    checks++;
    const [a, e] = [JSON.stringify(actual), JSON.stringify(expected)];
    if (a !== e) {
      failures.push(`${what}: expected ${e}, was ${a}`);
    }
  }

  function differences(before, after) {
    return diff(readExactly(before), after === null ? null : readExactly(after))
        .filter(line => line.kind !== "same")
        .map(({kind, path, before: from, after: to}) => [kind, path, from, to].filter(x => x !== undefined).join(" "));
  }

  same("added, removed and changed fields, new ones where they stand",
      differences('{"_id":1,"isPro":true,"n":1,"z":0}', '{"_id":1,"plan":"pro","n":2,"z":0}'),
      ['added plan "pro"', "removed isPro true", "changed n 1 2"]);
  same("the same document", differences('{"a":{"b":[1,{"c":null}]}}', '{"a":{"b":[1,{"c":null}]}}'), []);
  same("nested fields by their path",
      differences('{"a":{"b":{"c":1}},"x y":1,"p.q":1}', '{"a":{"b":{"c":2,"d":[]}},"x y":2,"p.q":2}'),
      ["changed a.b.c 1 2", "added a.b.d []", 'changed ["x y"] 1 2', 'changed ["p.q"] 1 2']);
  same("elements pushed, pulled and changed",
      [differences('{"t":["a","b"]}', '{"t":["a","b","c"]}'), differences('{"t":["a","b","c"]}', '{"t":["b","c"]}'),
        differences('{"t":[{"k":1},2]}', '{"t":[{"k":3},2]}'), differences('{"t":[]}', '{"t":[1]}'),
        differences('{"t":["a","a"]}', '{"t":["a"]}')],
      [['added t[2] "c"'], ['removed t[0] "a"'], ["changed t[0].k 1 3"], ["added t[0] 1"], ['removed t[1] "a"']]);
  same("a field that becomes something else",
      differences('{"a":1,"b":{"c":1},"d":[1]}', '{"a":{"x":1},"b":null,"d":{"x":1}}'),
      ["changed a 1 { x: 1 }", "changed b { c: 1 } null", "changed d [1] { x: 1 }"]);
  same("the order of fields alone", differences('{"a":1,"b":2}', '{"b":2,"a":1}'), ["order  a, b b, a"]);
  same("a document that is deleted", differences('{"_id":1,"a":{"b":2}}', null), ["removed _id 1", "removed a.b 2"]);
  same("a number's type alone", differences('{"n":1}', '{"n":1.0}'), ["changed n 1 1.0"]);
  same("whole numbers of 64 bits",
      differences('{"n":9007199254740993}', '{"n":9007199254740992}'), ["changed n 9007199254740993 9007199254740992"]);
  same("ids are one value", differences('{"a":{"$oid":"65a100000000000000000001"}}', '{"a":{"$oid":"65a100000000000000000002"}}'),
      ['changed a ObjectId("65a100000000000000000001") ObjectId("65a100000000000000000002")']);
  same("fields that objects have by themselves",
      differences('{"a":1}', '{"a":1,"constructor":2,"toString":3}'), ["added constructor 2", "added toString 3"]);

  same("values as they are typed into MongoDB's shell", [
    '{"$numberLong":"17"}', '{"$numberInt":"3"}', '{"$numberDouble":"1"}', '{"$numberDouble":"NaN"}', '{"$numberDecimal":"1.5"}',
    '"a \\"b\\""', "null", '{"a":{"$numberInt":"1"},"b c":[true]}', '{"$date":{"$numberLong":"0"}}', '{"$date":"2026-11-24T12:00:00Z"}',
    '{"$binary":{"base64":"AAECAwQFBgcICQoLDA0ODw==","subType":"04"}}', '{"$binary":{"base64":"AAE=","subType":"00"}}', '{"$minKey":1}', "{}",
    '{"$date":{"$numberLong":"9223372036854775807"}}'].map(text => value(JSON.parse(text))), [
    "17", "3", "1.0", "NaN", 'Decimal128("1.5")', '"a \\"b\\""', "null", '{ a: 1, "b c": [true] }',
    'ISODate("1970-01-01T00:00:00.000Z")', 'ISODate("2026-11-24T12:00:00.000Z")',
    'UUID("00010203-0405-0607-0809-0a0b0c0d0e0f")', 'BinData(0, "AAE=")', "MinKey", "{}", 'ISODate("9223372036854775807")']);
  same("durations", [0, 999, 4000, 65000, 7380000, 273600000].map(format.duration),
      ["0 s", "0 s", "4 s", "1 min 5 s", "2 h 3 min", "3 d 4 h"]);
  same("exact durations", [9, 8250, 65000].map(format.exactDuration), ["9 ms", "8.2 s", "1 min 5 s"]);
  same("rates", [0.42, 9.94, 23411.2].map(format.rate), ["0.4/s", "9.9/s", "23,411/s"]);

  const state = more => ({migration: "m", collection: "teams", description: "", status: "running", run: 1, processed: 0,
    estimatedTotal: 100, segments: [], next: [], failures: {letters: [], retry: null}, defaults: {batchSize: 500, onError: "skip"},
    parameters: [], announced: null, error: null, waitingFor: null, batchSize: 1000, onError: "fail", ...more});
  same("percent, never 100 before it is done", [
    state({processed: 40}), state({processed: 100}), state({processed: 150}), state({status: "completed", processed: 3, estimatedTotal: 9}),
    state({estimatedTotal: null}), state({estimatedTotal: 0}), state({status: "pending", run: 0})].map(model.percent),
      [40, 99, 99, 100, null, null, null]);
  same("how much is done", [state({processed: 17000, estimatedTotal: 171075}), state({estimatedTotal: null, processed: 5}),
    state({status: "completed", processed: 7}), state({status: "pending", run: 0})].map(model.doneOf), ["17,000 of about 171,075", "5", "7", ""]);
  same("remarks", model.remarks(state({waitingFor: "no worker", error: {message: "bad", documentId: {"$numberLong": "17"}, batch: 16},
    failures: {letters: [], retry: {left: [{first: 5, last: 6}, {first: 9, last: 9}]}}})),
      [{kind: "bad", text: "bad", place: "document 17, batch 16"}, {kind: "wait", text: "Waits: no worker"},
        {kind: "note", text: "3 failed documents still to be tried again"}]);
  same("an error that is about no document", model.errorPlace({documentId: null, batch: 3}), "batch 3");
  same("search", [{text: " TEAM", status: "all"}, {text: "", status: "failed"}, {text: "x", status: "all"}]
      .map(filter => model.matches(state(), filter)), [true, false, false]);
  same("what matters comes first", [state({migration: "b", status: "completed"}), state({migration: "c"}), state({migration: "a", status: "completed"}),
    state({migration: "d", status: "failed"})].map(each => ({state: each})).sort(model.comparing("rank")).map(entry => entry.state.migration),
      ["c", "d", "a", "b"]);
  same("who, claimed and proven", [model.starter({startedBy: "a", startedByProven: true}), model.starter({startedBy: "a"}), model.starter({})],
      [{who: "a", how: "proven"}, {who: "a", how: "claimed"}, null]);

  const failed = {letters: [{first: 1, last: 2}], retry: null};
  same("what makes sense in each status", ["pending", "running", "paused", "canceled", "failed", "completed", "completedWithFailures", "new"]
      .map(status => actions.actionsOn(state({status, failures: failed})).join(" ")), [
    "start dryRun", "pause cancel dryRun", "resume options retryFailed dryRun cancel", "resume options retryFailed dryRun",
    "resume options retryFailed dryRun cancel", "again dryRun", "retryFailed again dryRun", ""]);
  same("no retry without dead letters, or while one is under way",
      [actions.actionsOn(state({status: "completedWithFailures"})), actions.actionsOn(state({status: "paused",
        failures: {letters: [{first: 1, last: 1}], retry: {left: []}}}))],
      [["again", "dryRun"], ["resume", "options", "dryRun", "cancel"]]);
  const parameters = [{name: "plan", type: "string", default: "basic", required: false, secret: false},
    {name: "seats", type: "integer", default: null, required: true, secret: false}, {name: "key", type: "string", secret: true, required: true},
    {name: "dry", type: "boolean", default: null}];
  const pending = state({status: "pending", run: 0, parameters});
  same("a start without options", actions.commandFor("start", pending, {batchSize: "", oneBatchOnly: false}), {command: "start", migration: "m"});
  same("a start with all of them", actions.commandFor("start", pending, {batchSize: "50", onError: "skip", maxFailures: " 10 ", oneBatchOnly: true,
    "params.plan": "pro", "params.seats": "5", "params.key": "env:KEY", "params.dry": "false"}), {command: "start", migration: "m", batchSize: 50,
    onError: "skip", maxFailures: 10, oneBatchOnly: true, params: {plan: "pro", seats: 5, key: {secret: "env:KEY"}, dry: false}});
  same("what cannot be a whole number is left to be refused",
      ["x", "9007199254740993"].map(seats => actions.commandFor("start", pending, {"params.seats": seats}).params.seats), ["x", "9007199254740993"]);
  same("a share of failures", actions.commandFor("start", pending, {maxFailures: "5%"}).maxFailures, "5%");
  same("the other commands", ["again", "resume", "pause", "cancel", "retryFailed", "dryRun"].map(name => actions.commandFor(name, pending)), [
    {command: "start", migration: "m", reset: true}, {command: "resume", migration: "m"}, {command: "pause", migration: "m"},
    {command: "cancel", migration: "m"}, {command: "retryFailed", migration: "m"}, {command: "start", migration: "m", dryRun: true}]);
  same("required parameters are asked for where a run begins", ["start", "again", "options"].map(name =>
    actions.fieldsOf(name, pending).filter(field => field.required).map(field => field.name)), [["params.seats", "params.key"], ["params.seats", "params.key"], []]);
  same("cancel says what it does to the series", actions.consequences("cancel", state({next: ["b", "c"]}))[1],
      "The rest of its series (b, c) is dropped. It can be resumed later, from where it stands.");
  return {checks, failures};
}

run().then(done, failure => done({checks: 0, failures: [failure.stack]}));

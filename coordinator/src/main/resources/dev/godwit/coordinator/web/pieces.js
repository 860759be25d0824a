/* The parts of a migration's page that come and go as a whole: dry run, dead letters, history. */

import {diff} from "./diff.js";
import {element, table, setRows} from "./dom.js";
import {count, exactDuration, moment, number, value} from "./format.js";
import {errorPlace, starter, statusOf} from "./model.js";

export const OUTCOMES = ["updated", "unchanged", "deleted", "failed", "vanished"];
const MARKS = {same: " ", added: "+", removed: "−", changed: "~", order: "↕"};
const WORDS = {same: "", added: "added: ", removed: "removed: ", changed: "changed: ", order: "order: "};

/** A moment, exact when pointed at. */
export function timeOf(iso) {
  return element("time", {datetime: iso, title: iso}, moment(iso));
}

/** "12 updated, 3 failed": what is nothing is left out. */
export function countsText(counts) {
  const parts = [...OUTCOMES, "conflicts"].filter(name => counts[name] > 0)
      .map(name => name === "conflicts" ? count(counts[name], "conflict") : number(counts[name]) + " " + name);
  return parts.length === 0 ? "none" : parts.join(", ");
}

/** Who, and whether that is proven. */
export function whoOf(run) {
  const who = starter(run);
  return who === null ? null : [who.who, " ", element("span", {class: "tag " + who.how,
    title: who.how === "proven" ? "Sent with this person's token" : "As the command says; nobody checked it"}, who.how)];
}

/** What a dry run found. */
export function dryRun(reply) {
  const report = reply.dryRun;
  const sizes = {failures: report.failures.length, changes: report.changes.length};
  return [
    element("p", {class: "lead"}, element("strong", {}, count(report.processed, "document")),
        " would be handled: " + countsText(report) + ".", report.done ? " This would be the last batch." : ""),
    element("p", {class: "hint"}, "Tried ", timeOf(reply.at), ". Nothing was written."),
    ...(sizes.failures === 0 ? [] : [
      element("h3", {}, "Would fail" + ofAll(sizes.failures, report.failed)),
      element("ul", {class: "failures"}, ...report.failures.map(failure => element("li", {},
          element("code", {class: "place"}, value(failure.documentId)), " ", failure.message))),
    ]),
    ...(sizes.changes === 0 ? [] : [
      element("h3", {}, "Would change" + ofAll(sizes.changes, report.updated + report.deleted)),
      ...report.changes.map(pair => change(pair)),
    ]),
  ];
}

function ofAll(shown, all) {
  return shown < all ? ` (${number(shown)} of ${number(all)})` : "";
}

/** One document before and after; what stays the same can be unfolded. */
export function change({before, after}) {
  const lines = diff(before, after);
  const same = lines.filter(line => line.kind === "same").length;
  const changed = lines.length - same;
  const rows = element("ul", {class: "diff"}, ...lines.map(line));
  const toggle = element("button", {
    type: "button", class: "quiet", "aria-expanded": "false", click: () => {
      const shown = rows.classList.toggle("all");
      toggle.setAttribute("aria-expanded", String(shown));
    },
  }, count(same, "unchanged field"));
  const id = before !== null && Object.hasOwn(before, "_id") ? value(before._id) : "without _id";
  const gone = after === null || after === undefined;
  return element("article", {class: "document" + (gone ? " gone" : ""), "aria-label": "Document " + id},
      element("header", {}, element("code", {}, "_id: " + id),
          element("span", {class: "what"}, gone ? "would be deleted" : count(changed, "field") + " would change"),
          !gone && same > 0 ? toggle : null),
      rows);
}

function line({kind, path, before, after}) {
  const what = {
    same: () => [before],
    added: () => [element("ins", {}, after)],
    removed: () => [element("del", {}, before)],
    changed: () => [element("del", {}, before), element("span", {class: "arrow"}, " → "), element("ins", {}, after)],
    order: () => [element("del", {}, before), element("span", {class: "arrow"}, " → "), element("ins", {}, after)],
  }[kind]();
  return element("li", {class: kind},
      element("span", {class: "sign", "aria-hidden": "true"}, MARKS[kind]),
      element("span", {class: "unseen"}, WORDS[kind]),
      element("span", {class: "path"}, kind === "order" ? "order of fields" + (path && " in " + path) : path), ": ",
      ...what);
}

/** The failed documents of the run, newest first. */
export function deadLetters(answer) {
  const {letters, total, note} = answer;
  return [
    total === 0 ? element("p", {class: "hint"}, "No failed documents.") : null,
    note ? element("p", {class: "remark note"}, note) : null,
    letters.length < total
        ? element("p", {class: "hint"}, `The newest ${number(letters.length)} of ${number(total)}.`) : null,
    ...letters.map(letter => element("article", {class: "letter"},
        element("header", {},
            element("code", {class: "place"}, letter.documentId === null ? "no _id" : value(letter.documentId)),
            element("span", {class: "what"}, `batch ${number(letter.batch)}, attempt ${number(letter.attempt)}, `,
                timeOf(letter.at))),
        element("p", {class: "remark bad"}, letter.error),
        letter.document === null || letter.document === undefined ? null : element("details", {},
            element("summary", {}, "The document as it was"),
            element("pre", {tabindex: "0"}, pretty(letter.document, ""))))),
  ].filter(Boolean);
}

/** A document with a line for each field. */
export function pretty(json, indent) {
  const isTree = json !== null && typeof json === "object" && Object.keys(json).length > 0
      && (Array.isArray(json) || value(json).startsWith("{"));
  if (!isTree) {
    return value(json);
  }
  const deeper = indent + "  ";
  const inner = Array.isArray(json)
      ? json.map(each => deeper + pretty(each, deeper))
      : Object.entries(json).map(([name, each]) => deeper + name + ": " + pretty(each, deeper));
  const [open, close] = Array.isArray(json) ? "[]" : "{}";
  return open + "\n" + inner.join("\n") + "\n" + indent + close;
}

const HISTORY = [["Run", "number"], ["Outcome", "outcome"], ["Started", "when"], ["By", ""], ["Took", "number"],
  ["Documents", "wide"]];

/** Every run, newest first. */
export function history(runs) {
  if (runs.length === 0) {
    return [element("p", {class: "hint"}, "No run has begun yet.")];
  }
  const made = table("Runs, newest first", HISTORY);
  setRows(made.tBodies[0], HISTORY, runs.map(run => [
    number(run.run),
    {key: run.status, build: () => [element("span", {class: "badge status-" + run.status},
        element("span", {class: "mark", "aria-hidden": "true"}, statusOf(run).mark), statusOf(run).label)]},
    {key: String(run.startedAt), build: () => run.startedAt ? [timeOf(run.startedAt)] : ["–"]},
    {key: String(run.startedBy), build: () => whoOf(run) || ["–"]},
    run.status === "running" ? "–" : exactDuration(run.runningMs),
    {key: "documents", build: () => [
      element("span", {}, run.status === "running" ? "under way" : `${number(run.processed)}: ${countsText(run)}`),
      run.error ? element("p", {class: "remark bad"}, [errorPlace(run.error), run.error.message]
          .filter(Boolean).join(": ")) : null].filter(Boolean)},
  ]));
  return [made];
}

/* What a state means to somebody who looks at it; no document, no clock, no network. */

import {count, duration, number, rate, value} from "./format.js";

/** Each status: its name for people, a mark that does not depend on colour, and its place among those that matter. */
export const STATUSES = {
  running: {label: "Running", mark: "▶", rank: 0},
  failed: {label: "Failed", mark: "✕", rank: 1},
  completedWithFailures: {label: "Completed with failures", mark: "!", rank: 2},
  paused: {label: "Paused", mark: "‖", rank: 3},
  canceled: {label: "Canceled", mark: "■", rank: 4},
  pending: {label: "Pending", mark: "○", rank: 5},
  completed: {label: "Completed", mark: "✓", rank: 6},
};

export function statusOf(state) {
  return STATUSES[state.status] || {label: state.status, mark: "?", rank: 1};
}

export function isFinished(state) {
  return state.status === "completed" || state.status === "completedWithFailures";
}

/** Whole percents, 0 to 100, never 100 before it is done, because the total is an estimate; null when nobody knows. */
export function percent(state) {
  if (isFinished(state)) {
    return 100;
  } else if (state.status === "pending" || state.run === 0 || !state.estimatedTotal) {
    return null;
  }
  return Math.min(99, Math.floor(state.processed * 100 / state.estimatedTotal));
}

/** "17,000 of about 171,075", and without a total or when it is done the number alone. */
export function doneOf(state) {
  if (state.run === 0) {
    return "";
  }
  return isFinished(state) || !state.estimatedTotal
      ? number(state.processed)
      : number(state.processed) + " of about " + number(state.estimatedTotal);
}

/** The same with its noun. */
export function documentsOf(state) {
  const done = doneOf(state);
  return done === "" ? "" : done + (done === "1" ? " document" : " documents");
}

export function rateOf(pace) {
  return pace && pace.documentsPerSecond !== null ? rate(pace.documentsPerSecond) : "";
}

export function remainingOf(pace) {
  return pace && pace.remainingMs !== null ? duration(pace.remainingMs) : "";
}

/** The documents that a retry still has to try; null when none is under way. */
export function retryLeft(state) {
  const retry = state.failures && state.failures.retry;
  return retry ? lettersIn(retry.left) : null;
}

/** How many dead letters these ranges of offsets hold. */
export function lettersIn(ranges) {
  return (ranges || []).reduce((sum, range) => sum + range.last - range.first + 1, 0);
}

/** "document 17, batch 16"; empty when the error is about none. */
export function errorPlace(error) {
  const parts = [];
  if (error.documentId !== null && error.documentId !== undefined) {
    parts.push("document " + value(error.documentId));
  }
  if (error.batch) {
    parts.push("batch " + number(error.batch));
  }
  return parts.join(", ");
}

/**
 * What has to be said besides numbers.
 *
 * @returns {{kind: "bad"|"wait"|"note", text: string, place?: string}[]}
 */
export function remarks(state) {
  const said = [];
  if (state.error) {
    said.push({kind: "bad", text: state.error.message, place: errorPlace(state.error)});
  }
  if (state.waitingFor) {
    said.push({kind: "wait", text: "Waits: " + state.waitingFor});
  }
  const left = retryLeft(state);
  if (left !== null) {
    said.push({kind: "note", text: count(left, "failed document") + " still to be tried again"});
  }
  if (state.announced && isFinished(state)) {
    said.push({kind: "note", text: "Its definition has changed since it was completed"});
  }
  return said;
}

/** Who let it run: by a token of this page, or as the command claims; null when nobody said. */
export function starter(of) {
  if (!of.startedBy) {
    return null;
  }
  return {who: of.startedBy, how: of.startedByProven ? "proven" : "claimed"};
}

/** Those that matter most first, then by name; or by name alone. */
export function comparing(order) {
  const byName = (a, b) => a.state.migration < b.state.migration ? -1
      : a.state.migration > b.state.migration ? 1 : 0;
  return order === "name" ? byName
      : (a, b) => statusOf(a.state).rank - statusOf(b.state).rank || byName(a, b);
}

/** Whether it is what was looked for. */
export function matches(state, filter) {
  if (filter.status !== "all" && state.status !== filter.status) {
    return false;
  }
  const text = filter.text.trim().toLowerCase();
  return text === "" || [state.migration, state.description, state.collection]
      .some(field => (field || "").toLowerCase().includes(text));
}

/** How many there are of each status, and of all. */
export function tally(entries) {
  const counts = {all: 0};
  for (const {state} of entries) {
    counts.all++;
    counts[state.status] = (counts[state.status] || 0) + 1;
  }
  return counts;
}

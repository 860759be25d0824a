/* What differs between two documents, by the paths of their fields. */

import {fieldName, isOneValue, value} from "./format.js";

/**
 * The fields that were added, removed, changed or are the same, in the order in which a reader looks for them:
 * those of the document before, each with what became of it, and new ones where they stand now.
 *
 * @param after null when the document would be deleted
 * @returns {{kind: "same"|"changed"|"removed"|"added"|"order", path: string, before?: string, after?: string}[]}
 */
export function diff(before, after) {
  const lines = [];
  if (after === null || after === undefined) {
    leaves("removed", "", before, lines);
  } else {
    between("", before, after, lines);
  }
  return lines;
}

function between(path, before, after, lines) {
  if (isOneValue(before) || isOneValue(after) || Array.isArray(before) !== Array.isArray(after)) {
    const from = value(before);
    const to = value(after);
    lines.push(from === to
        ? {kind: "same", path, before: from, after: to}
        : {kind: "changed", path, before: from, after: to});
  } else if (Array.isArray(before)) {
    elements(path, before, after, lines);
  } else {
    fields(path, before, after, lines);
  }
}

function fields(path, before, after, lines) {
  const old = Object.keys(before);
  const now = Object.keys(after);
  if (old.length === 0 && now.length === 0) {
    lines.push({kind: "same", path, before: "{}", after: "{}"});
    return;
  }
  const kept = old.filter(name => Object.hasOwn(after, name));
  const keptNow = now.filter(name => Object.hasOwn(before, name));
  // New fields are shown behind the old one that they stand behind.
  const news = new Map();
  let behind = null;
  for (const name of now) {
    if (Object.hasOwn(before, name)) {
      behind = name;
    } else {
      news.set(behind, [...(news.get(behind) || []), name]);
    }
  }
  const addNews = name => (news.get(name) || [])
      .forEach(added => leaves("added", join(path, added), after[added], lines));
  addNews(null);
  for (const name of old) {
    if (Object.hasOwn(after, name)) {
      between(join(path, name), before[name], after[name], lines);
      addNews(name);
    } else {
      leaves("removed", join(path, name), before[name], lines);
    }
  }
  if (kept.join("\n") !== keptNow.join("\n")) {
    lines.push({kind: "order", path, before: kept.join(", "), after: keptNow.join(", ")});
  }
}

/** What both have at their start and end is the same; in between elements are compared one by one. */
function elements(path, before, after, lines) {
  const old = before.map(value);
  const now = after.map(value);
  const most = Math.min(old.length, now.length);
  let start = 0;
  while (start < most && old[start] === now[start]) {
    start++;
  }
  let end = 0;
  while (end < most - start && old[old.length - 1 - end] === now[now.length - 1 - end]) {
    end++;
  }
  if (old.length === 0 && now.length === 0) {
    lines.push({kind: "same", path, before: "[]", after: "[]"});
  }
  const same = (from, to) => {
    for (let i = from; i < to; i++) {
      lines.push({kind: "same", path: `${path}[${i}]`, before: old[i], after: old[i]});
    }
  };
  same(0, start);
  for (let i = start; i < Math.max(old.length, now.length) - end; i++) {
    const at = `${path}[${i}]`;
    if (i < old.length - end && i < now.length - end) {
      between(at, before[i], after[i], lines);
    } else if (i < old.length - end) {
      leaves("removed", at, before[i], lines);
    } else {
      leaves("added", at, after[i], lines);
    }
  }
  same(old.length - end, old.length);
}

/** A line for each value in it, so that a large sub-document can be read. */
function leaves(kind, path, json, lines) {
  const names = isOneValue(json) || Array.isArray(json) ? [] : Object.keys(json);
  if (names.length === 0) {
    lines.push({kind, path, [kind === "added" ? "after" : "before"]: value(json)});
  }
  for (const name of names) {
    leaves(kind, join(path, name), json[name], lines);
  }
}

function join(path, name) {
  const shown = fieldName(name);
  if (shown !== name) {
    return `${path}[${shown}]`;
  }
  return path === "" ? name : path + "." + name;
}

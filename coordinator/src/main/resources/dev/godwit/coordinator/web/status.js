"use strict";

const EVERY_MS = 2000;
const COLUMNS = 9;
const number = new Intl.NumberFormat();

/* Texts only ever become text nodes: nothing that comes from Kafka is read as HTML. */
function element(name, className, text) {
  const made = document.createElement(name);
  if (className) {
    made.className = className;
  }
  if (text !== undefined && text !== null) {
    made.textContent = text;
  }
  return made;
}

function share(state) {
  if (state.status === "completed" || state.status === "completedWithFailures") {
    return 1;
  }
  if (!state.estimatedTotal) {
    return null;
  }
  return Math.min(1, state.processed / state.estimatedTotal);
}

function progress(state) {
  const cell = element("td", "progress");
  const done = share(state);
  if (done === null || state.run === 0) {
    return cell;
  }
  const bar = element("progress");
  bar.max = 1;
  bar.value = done;
  const percent = Math.floor(done * 100) + " %";
  bar.setAttribute("aria-label", percent);
  cell.append(bar, element("span", "percent", percent));
  return cell;
}

function name(state) {
  const cell = element("th", "name");
  cell.scope = "row";
  cell.append(element("span", "migration", state.migration));
  const about = state.description ? state.description : "";
  cell.append(element("span", "about", about));
  return cell;
}

function remarks(state) {
  const said = [];
  if (state.error) {
    const id = state.error.documentId;
    const where = id === null || id === undefined ? "" : " (document " + JSON.stringify(id) + ")";
    said.push(element("p", "error", state.error.message + where));
  }
  const retry = state.failures && state.failures.retry;
  if (retry) {
    const left = retry.left.reduce((sum, range) => sum + range.last - range.first + 1, 0);
    said.push(element("p", "", number.format(left) + " failed documents are tried again"));
  }
  if (state.waitingFor) {
    said.push(element("p", "", "waits: " + state.waitingFor));
  }
  return said;
}

function rows(state) {
  const row = element("tr", "state-" + state.status);
  const status = element("td");
  status.append(element("span", "status", state.status));
  row.append(name(state), status, progress(state));
  for (const count of ["processed", "updated", "unchanged", "deleted", "failed", "conflicts"]) {
    const value = state[count] || 0;
    row.append(element("td", value === 0 ? "number none" : "number", number.format(value)));
  }
  const said = remarks(state);
  if (said.length === 0) {
    return [row];
  }
  const cell = element("td", "remark");
  cell.colSpan = COLUMNS;
  cell.append(...said);
  const below = element("tr", "below");
  below.append(cell);
  return [row, below];
}

function summary(states) {
  const running = states.filter(state => state.status === "running").length;
  const known = states.length === 1 ? "1 migration" : states.length + " migrations";
  return states.length === 0
      ? "No migration is known yet: a worker that knows one announces it."
      : known + ", " + running + " running";
}

async function refresh() {
  const line = document.getElementById("summary");
  try {
    const answer = await fetch("api/migrations");
    const states = await answer.json();
    if (!answer.ok) {
      throw new Error(states.error);
    }
    document.getElementById("migrations").replaceChildren(...states.flatMap(rows));
    line.textContent = summary(states);
    line.className = "";
  } catch (failure) {
    line.textContent = "Not up to date: " + failure.message;
    line.className = "error";
  }
  setTimeout(refresh, EVERY_MS);
}

refresh();

/* The list of all migrations: a body of the table for each, kept and changed in place. */

import {byId, element, setAttribute, setClass, setHidden, setText} from "./dom.js";
import {number} from "./format.js";
import {STATUSES, comparing, doneOf, matches, percent, rateOf, remainingOf, remarks, statusOf, tally}
  from "./model.js";

/** So many new ones are made before the browser may paint. */
const AT_ONCE = 60;
const COUNTS = ["updated", "unchanged", "deleted", "failed"];
const COLUMNS = 5 + COUNTS.length;

export class List {

  constructor() {
    this.table = byId("migrations");
    this.rows = new Map();
    this.entries = new Map();
    this.order = [];
    this.filter = {text: "", status: "all"};
    this.chips = new Map();
    this.makeChips();
    byId("search").addEventListener("input", event => this.setFilter({text: event.target.value}));
    byId("order").addEventListener("change", () => this.arrange());
  }

  /** Takes in what has changed. */
  apply(entries, changed, removed) {
    this.entries = entries;
    let moved = false;
    for (const name of removed) {
      const row = this.rows.get(name);
      if (row) {
        row.body.remove();
        this.rows.delete(name);
      }
      moved = true;
    }
    for (const name of changed) {
      const row = this.rows.get(name);
      const rank = statusOf(entries.get(name).state).rank;
      moved = moved || !row || row.rank !== rank;
      if (row) {
        row.show(entries.get(name), rank);
        setHidden(row.body, !matches(entries.get(name).state, this.filter));
      }
    }
    if (moved) {
      this.arrange();
    }
    this.showTally();
  }

  /** Everything in its order; what is new a part at a time, so that the first ones are seen soon. */
  arrange() {
    this.order = [...this.entries.values()].sort(comparing(byId("order").value));
    const focused = this.table.contains(document.activeElement) ? document.activeElement : null;
    let left = AT_ONCE;
    let here = this.table.tBodies[0] || null;
    for (const entry of this.order) {
      let row = this.rows.get(entry.state.migration);
      if (!row) {
        if (left-- === 0) {
          break;
        }
        row = new Row(entry);
        this.rows.set(entry.state.migration, row);
        row.body.hidden = !matches(entry.state, this.filter);
      }
      if (row.body === here) {
        here = here.nextElementSibling;
      } else {
        this.table.insertBefore(row.body, here);
      }
    }
    if (focused && document.activeElement !== focused) {
      focused.focus({preventScroll: true});
    }
    if (left < 0) {
      clearTimeout(this.later);
      this.later = setTimeout(() => this.arrange(), 0);
    } else {
      performance.clearMarks("godwit:all-rows");
      performance.mark("godwit:all-rows");
      this.table.dataset.rows = this.rows.size;
    }
  }

  setFilter(part) {
    this.filter = {...this.filter, ...part};
    for (const [name, row] of this.rows) {
      setHidden(row.body, !matches(this.entries.get(name).state, this.filter));
    }
    this.showTally();
  }

  makeChips() {
    const names = ["all", ...Object.keys(STATUSES)];
    for (const name of names) {
      const total = element("span", {class: "total"}, "0");
      const label = name === "all" ? "All" : STATUSES[name].label;
      const chip = element("button", {
        type: "button", class: "chip status-" + name, "aria-pressed": String(name === "all"),
        click: () => {
          this.chips.forEach(other => setAttribute(other.chip, "aria-pressed", other.chip === chip));
          this.setFilter({status: name});
        },
      }, label, " ", total);
      this.chips.set(name, {chip, total});
    }
    byId("statuses").append(...[...this.chips.values()].map(({chip}) => chip));
  }

  showTally() {
    const counts = tally(this.entries.values());
    for (const [name, {chip, total}] of this.chips) {
      setText(total, number(counts[name] || 0));
      setHidden(chip, name !== "all" && !counts[name] && this.filter.status !== name);
    }
    const shown = [...this.entries.values()].filter(entry => matches(entry.state, this.filter)).length;
    setText(byId("shown"), this.entries.size === 0
        ? "No migration is known yet: a worker that knows one announces it."
        : shown === this.entries.size ? "" : `${number(shown)} of ${number(this.entries.size)} shown`);
    setHidden(this.table, shown === 0);
  }
}

/** What is seen of one migration. */
class Row {

  constructor(entry) {
    const name = entry.state.migration;
    this.mark = element("span", {class: "mark", "aria-hidden": "true"});
    this.status = element("span");
    this.about = element("span", {class: "about"});
    this.fill = element("span", {class: "fill"});
    this.bar = element("div", {role: "progressbar", class: "bar", "aria-label": "Progress of " + name,
      "aria-valuemin": 0, "aria-valuemax": 100}, this.fill);
    this.percent = element("span", {class: "percent"});
    this.done = element("span", {class: "done"});
    this.rate = cell("Rate", "number");
    this.remaining = cell("Time left", "number");
    this.counts = COUNTS.map(count => cell(count[0].toUpperCase() + count.substring(1), "number count"));
    const link = element("a", {href: "#/migrations/" + encodeURIComponent(name)}, name);
    this.progress = element("td", {role: "cell"},
        element("div", {class: "barline"}, this.bar, this.percent), this.done);
    this.body = element("tbody", {role: "rowgroup"}, element("tr", {role: "row"},
        element("th", {scope: "row", role: "rowheader", class: "name"}, link, this.about),
        element("td", {role: "cell", class: "status"}, element("span", {class: "badge"}, this.mark, this.status)),
        this.progress, this.rate, this.remaining, ...this.counts));
    this.remarks = null;
    this.show(entry, statusOf(entry.state).rank);
  }

  show({state, pace}, rank) {
    this.rank = rank;
    const status = statusOf(state);
    setClass(this.body, "status-" + state.status);
    setText(this.mark, status.mark);
    setText(this.status, status.label);
    setText(this.about, [state.description, state.collection].filter(Boolean).join(" · "));
    const share = percent(state);
    setClass(this.progress, state.run === 0 ? "progress idle" : "progress");
    setHidden(this.bar, share === null);
    if (share !== null) {
      setAttribute(this.bar, "aria-valuenow", share);
      this.fill.style.transform = `scaleX(${share / 100})`;
    }
    setText(this.percent, share === null ? "" : share + " %");
    setText(this.done, doneOf(state));
    setText(this.rate, rateOf(pace));
    setText(this.remaining, remainingOf(pace));
    COUNTS.forEach((count, index) => {
      const value = state[count] || 0;
      setText(this.counts[index], state.run === 0 ? "" : number(value));
      setClass(this.counts[index],
          "number count" + (value === 0 ? " none" : count === "failed" ? " bad" : ""));
    });
    this.showRemarks(remarks(state));
  }

  showRemarks(said) {
    const key = JSON.stringify(said);
    if (key === this.said) {
      return;
    }
    this.said = key;
    if (said.length === 0) {
      if (this.remarks) {
        this.remarks.remove();
        this.remarks = null;
      }
      return;
    }
    if (!this.remarks) {
      this.remarks = element("tr", {role: "row", class: "remarks"},
          element("td", {role: "cell", colspan: COLUMNS}));
      this.body.append(this.remarks);
    }
    this.remarks.firstChild.replaceChildren(...said.map(remark));
  }
}

/** One remark as a paragraph, with the document that it is about before it. */
export function remark({kind, text, place}) {
  return element("p", {class: "remark " + kind},
      place ? element("code", {class: "place"}, place) : null, place ? " " : null, text);
}

function cell(label, className) {
  return element("td", {role: "cell", class: className, "data-label": label});
}

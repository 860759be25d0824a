/* The page of one migration. */

import {Acting} from "./acting.js";
import {get} from "./api.js";
import {announce, byId, element, rebuild, setAttribute, setClass, setFacts, setHidden, setRows, setText, table}
  from "./dom.js";
import {ago, count, duration, exactDuration, moment, number, value} from "./format.js";
import {remark} from "./list.js";
import {documentsOf, isFinished, percent, rateOf, remainingOf, remarks, statusOf} from "./model.js";
import {OUTCOMES, deadLetters, dryRun, history, whoOf} from "./pieces.js";

const COUNTS = [...OUTCOMES, "conflicts"];
const ABOUT = {
  updated: "were changed", unchanged: "needed no change", deleted: "were deleted by the migration",
  failed: "could not be migrated", vanished: "were deleted by others meanwhile",
  conflicts: "changed while they were migrated, and were migrated again",
};
const SEGMENTS = [["Segment", "number"], ["Cursor: done up to", "code"], ["Ends at", "code"], ["Batch", "number"],
  ["Now", ""], ["Trouble", "wide"]];

export class Detail {

  constructor(session) {
    this.acting = new Acting(session, reply => this.showDryRun(reply));
    this.name = null;
    this.entry = null;
    this.counts = new Map();
    this.bars = new Map();
    this.makeCounts();
    this.segments = table("Segments: the ranges of _id of this run", SEGMENTS);
    byId("segments").append(this.segments);
  }

  /** Shows this migration from now on. */
  open(name) {
    this.name = name;
    this.entry = null;
    this.status = null;
    this.versions = {};
    this.acting.open(name);
    setText(byId("name"), name);
    for (const id of ["dry-run", "dead-letters", "history"]) {
      rebuild(byId(id), "loading " + name, () => [element("p", {class: "hint"}, "Loading …")]);
    }
    this.load("dry-run", "dry-run", dryRun);
  }

  close() {
    this.name = null;
    this.acting.open(null);
  }

  /** @param entry what is known of it; undefined when nothing is */
  show(entry) {
    setHidden(byId("unknown"), entry !== undefined);
    setHidden(byId("known"), entry === undefined);
    if (entry === undefined) {
      setText(byId("unknown"), `No migration '${this.name}' is known. A worker that knows it announces it.`);
      setClass(byId("detail-badge"), "unseen");
      this.acting.show(null);
      setText(byId("description"), "");
      setText(byId("edition"), "");
      return;
    }
    this.entry = entry;
    const {state, pace} = entry;
    if (this.status !== null && this.status !== state.status) {
      announce(`${this.name} is now ${statusOf(state).label.toLowerCase()}.`);
    }
    this.status = state.status;
    this.showHead(state);
    this.showProgress(state, pace);
    this.showRun(state);
    this.showSegments(state);
    this.acting.show(state);
    const failed = JSON.stringify([state.run, state.failures]);
    this.loadWhenChanged("dead-letters", failed, "dead-letters?limit=20", deadLetters);
    this.loadWhenChanged("history", state.run + state.status, "history", history);
    if (byId("raw").open) {
      setText(byId("json"), JSON.stringify(state, null, 2));
    }
  }

  showHead(state) {
    setText(byId("description"), state.description || "");
    setText(byId("edition"), [`Collection ${state.collection}`, `version ${state.version}`, shortened(state.fingerprint)]
        .filter(Boolean).join(" · "));
    const status = statusOf(state);
    setClass(byId("detail-badge"), "badge status-" + state.status);
    rebuild(byId("detail-badge"), state.status, () => [
      element("span", {class: "mark", "aria-hidden": "true"}, status.mark), status.label]);
    const said = remarks(state);
    rebuild(byId("remarks"), JSON.stringify(said), () => said.map(remark));
  }

  makeCounts() {
    byId("counts").append(...COUNTS.map(name => {
      const figure = element("dd", {}, "0");
      this.counts.set(name, figure);
      return element("div", {class: "outcome-" + name}, element("dt", {}, name), figure,
          element("dd", {class: "hint"}, ABOUT[name]));
    }));
    for (const name of OUTCOMES) {
      const part = element("span", {class: "part outcome-" + name});
      this.bars.set(name, part);
      byId("outcomes").append(part);
    }
  }

  showProgress(state, pace) {
    const share = percent(state);
    setText(byId("percent"), share === null ? (state.run === 0 ? "Not started" : "Under way") : share + " %");
    const done = documentsOf(state);
    setText(byId("done"), done);
    setText(byId("pace"), [rateOf(pace), pace && pace.remainingMs !== null ? remainingOf(pace) + " left" : ""]
        .filter(Boolean).join(" · "));
    const bar = byId("outcomes");
    setHidden(bar, state.run === 0);
    setHidden(byId("counts"), state.run === 0);
    setAttribute(bar, "aria-valuenow", share);
    setAttribute(bar, "aria-valuetext", done === "" ? null : done);
    const whole = isFinished(state) ? state.processed : Math.max(state.estimatedTotal || 0, state.processed);
    for (const [name, part] of this.bars) {
      part.style.width = whole === 0 ? "0" : 100 * (state[name] || 0) / whole + "%";
      part.style.minWidth = state[name] > 0 ? "3px" : "0";
    }
    for (const [name, figure] of this.counts) {
      setText(figure, number(state[name] || 0));
      setClass(figure.parentElement, "outcome-" + name + (state[name] > 0 ? "" : " none"));
    }
  }

  showRun(state) {
    const now = Date.now();
    const when = iso => iso && {key: iso + ago(iso, now), build: () => [
      element("time", {datetime: iso, title: iso}, moment(iso)), element("span", {class: "faint"}, " " + ago(iso, now))]};
    const links = names => names && names.length > 0 && {key: names.join("\n"), build: () =>
      names.flatMap((name, index) => [index === 0 ? "" : ", ",
        element("a", {href: "#/migrations/" + encodeURIComponent(name)}, name)])};
    const who = whoOf(state);
    const ran = state.run > 0;
    setFacts(byId("facts"), [
      ["Run", ran ? number(state.run) : "none yet"],
      ["Started", when(state.startedAt)],
      ["By", who && {key: state.startedBy + state.startedByProven, build: () => who}],
      ["Last change", when(state.updatedAt)],
      ["Finished", when(state.finishedAt)],
      ["Running for", state.runningMs > 0
          ? state.status === "running" ? duration(state.runningMs) : exactDuration(state.runningMs) : ""],
      ["Batch size", number(ran ? state.batchSize : state.defaults.batchSize)],
      ["When a document fails", (ran ? state.onError : state.defaults.onError) === "skip"
          ? "it is put aside (skip)" : "the run stops before it (fail)"],
      ["Most failures", shownLimit(ran ? state.maxFailures : state.defaults.maxFailures)],
      ["One batch only", ran && state.oneBatchOnly ? "yes" : ""],
      ["Parameters", Object.entries((ran && state.params) || {})
          .map(([name, of]) => `${name} = ${of && of.secret ? "secret " + of.secret : value(of)}`).join(", ")],
      ["Takes", ran ? "" : (state.parameters || []).map(takes).join(", ")],
      ["Next in series", links(state.next)],
      ["Series starts over", state.resetNext && state.next.length > 0 ? "yes" : ""],
      ["Continues", state.continues && links([state.continues.migration])],
      ["Newest definition", state.announced
          && `version ${state.announced.version} · ${shortened(state.announced.fingerprint) || "no fingerprint"}`],
      ["Environment", state.environment],
    ].map(([term, what]) => [term, what === false ? "" : what]));
  }

  showSegments(state) {
    const segments = state.segments || [];
    setHidden(byId("segments-section"), segments.length === 0);
    setRows(this.segments.tBodies[0], SEGMENTS, segments.map(segment => [
      number(segment.id),
      segment.cursor ? value(segment.cursor.after) : "the beginning",
      segment.upperBound ? value(segment.upperBound.after) : "the end",
      number(segment.batch),
      segment.done ? "done" : phase(segment.delivery),
      trouble(segment),
    ]));
  }

  showDryRun(answer) {
    rebuild(byId("dry-run"), answer.id + answer.at, () => dryRun(answer));
    const heading = byId("dry-run-title");
    heading.scrollIntoView({block: "start"});
    heading.focus({preventScroll: true});
  }

  loadWhenChanged(id, version, path, build) {
    if (this.versions[id] !== version) {
      this.versions[id] = version;
      this.load(id, path, build);
    }
  }

  async load(id, path, build) {
    const about = this.name;
    const version = this.versions[id];
    try {
      const answer = await get(`api/migrations/${encodeURIComponent(about)}/${path}`);
      if (this.name === about) {
        rebuild(byId(id), about + JSON.stringify(answer), () => build(answer));
        if (id === "history" && this.entry && isBehind(answer, this.entry.state)) {
          this.loadAgain(id, about, version, 2000);
        }
      }
    } catch (failure) {
      if (this.name !== about) {
        return;
      }
      const none = failure.status === 404 && id === "dry-run";
      rebuild(byId(id), about + failure.message, () => [element("p", {class: none ? "hint" : "remark note"},
          none ? "None yet. A dry run tries one batch and writes nothing." : "Not to be had: " + failure.message)]);
      if (!none) {
        this.loadAgain(id, about, version, 5000);
      }
    }
  }

  /** With the next update after a while, unless it is loaded anew before. */
  loadAgain(id, about, version, pauseMs) {
    setTimeout(() => {
      if (this.name === about && this.versions[id] === version) {
        delete this.versions[id];
      }
    }, pauseMs);
  }
}

/** The end of a run is told twice, and the history may hear of it later. */
function isBehind(runs, state) {
  return isFinished(state) && runs.some(run => run.run === state.run && run.status !== state.status);
}

/** As much of a fingerprint as tells two apart. */
function shortened(fingerprint) {
  return fingerprint && fingerprint.length > 20 ? fingerprint.substring(0, 19) + "…" : fingerprint;
}

function shownLimit(limit) {
  return limit === null || limit === undefined ? "" : typeof limit === "number" ? number(limit) : limit;
}

function takes(parameter) {
  return `${parameter.name} (${parameter.secret ? "secret" : parameter.type}${parameter.required ? ", required" : ""})`;
}

function phase(delivery) {
  return delivery === null || delivery === undefined ? "nothing is asked for"
      : {waiting: "waits to be asked for", sent: "asked for", taken: "a worker is at it"}[delivery.phase]
          + (delivery.attempt > 1 ? `, attempt ${number(delivery.attempt)}` : "");
}

function trouble(segment) {
  const delivery = segment.delivery || {};
  const said = [
    segment.reducedBatchSize ? `pages of ${number(segment.reducedBatchSize)} after trouble` : "",
    delivery.declined > 0 ? `declined ${times(delivery.declined)}` : "",
    delivery.unheard > 0 ? `unheard ${times(delivery.unheard)}` : "",
    delivery.failures > 0 ? `failed ${times(delivery.failures)}` : "",
    delivery.outages > 0 ? count(delivery.outages, "outage") : "",
  ].filter(Boolean);
  return said.length === 0 ? "none" : said.join(", ");
}

function times(value) {
  return value === 1 ? "once" : number(value) + " times";
}

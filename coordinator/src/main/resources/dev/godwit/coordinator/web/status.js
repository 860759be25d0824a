/* Puts the page together: what is known, which of the two views is shown, and whether it is up to date. */

import {Detail} from "./detail.js";
import {announce, byId, setAttribute, setHidden, setText} from "./dom.js";
import {Feed} from "./feed.js";
import {duration, time} from "./format.js";
import {List} from "./list.js";
import {Session} from "./session.js";

const MIGRATION = "#/migrations/";

const entries = new Map();
const list = new List();
const session = new Session(() => showDetail());
const detail = new Detail(session);
const feed = new Feed(take, showTrouble);
let loaded = false;
let scrolled = 0;

function take(changes) {
  const removed = new Set(changes.removed || []);
  if (changes.complete) {
    const there = new Set(changes.migrations.map(({state}) => state.migration));
    [...entries.keys()].filter(name => !there.has(name)).forEach(name => removed.add(name));
  }
  removed.forEach(name => entries.delete(name));
  for (const entry of changes.migrations) {
    entries.set(entry.state.migration, entry);
  }
  list.apply(entries, changes.migrations.map(({state}) => state.migration), removed);
  setText(byId("environment"), changes.environment || "");
  setHidden(byId("environment"), !changes.environment);
  if (!loaded) {
    loaded = true;
    setHidden(byId("loading"), true);
    setHidden(byId("list-tools"), false);
    performance.mark("godwit:first-rows");
  }
  showLive("live", "Live");
  showDetail();
}

function showDetail() {
  if (detail.name !== null && loaded) {
    detail.show(entries.get(detail.name));
  }
}

function showTrouble(trouble) {
  setHidden(byId("trouble"), trouble === null);
  if (trouble === null) {
    announce("Up to date again.");
    return;
  }
  showLive("late", "Not up to date");
  setText(byId("trouble-text"), trouble.since === null
      ? `Nothing is known yet: ${trouble.message}.`
      : `Not up to date since ${time(trouble.since)}: ${trouble.message}.`);
  setText(byId("trouble-next"), `Asks again in ${duration(trouble.retryInMs)}.`);
}

function showLive(kind, text) {
  setAttribute(byId("live"), "class", "live " + kind);
  setText(byId("live-text"), text);
}

function nameOf(hash) {
  if (!hash.startsWith(MIGRATION)) {
    return null;
  }
  try {
    return decodeURIComponent(hash.substring(MIGRATION.length));
  } catch {
    return hash.substring(MIGRATION.length);
  }
}

function route(isFirst) {
  const name = nameOf(location.hash);
  const wasList = !byId("list").hidden;
  if (wasList && name !== null) {
    scrolled = scrollY;
  }
  setHidden(byId("list"), name !== null);
  setHidden(byId("detail"), name === null);
  document.title = (name === null ? "Migrations" : name) + " – Godwit";
  if (name === null) {
    const left = detail.name;
    detail.close();
    if (!isFirst) {
      scrollTo(0, scrolled);
      focusOn(linkTo(left) || byId("list-title"));
    }
  } else {
    detail.open(name);
    showDetail();
    if (!isFirst) {
      scrollTo(0, 0);
      focusOn(byId("name"));
    }
  }
}

function linkTo(name) {
  return name === null ? null : document.querySelector(`#migrations a[href="${CSS.escape(MIGRATION + encodeURIComponent(name))}"]`);
}

function focusOn(node) {
  node.focus({preventScroll: true});
}

addEventListener("hashchange", () => route(false));
addEventListener("keydown", event => {
  const typing = event.target.closest && event.target.closest("input, select, textarea, dialog");
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !byId("list").hidden) {
    event.preventDefault();
    byId("search").focus();
  }
});
byId("raw").addEventListener("toggle", showDetail);
byId("try-now").addEventListener("click", () => feed.now());

route(true);
feed.now();
session.load();

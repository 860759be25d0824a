/* Keeps up with what the coordinator knows, and says so when it does not. */

import {getText} from "./api.js";

const EVERY_MS = 1000;
const LONGEST_PAUSE_MS = 15_000;

/** Follows the changes while somebody looks. */
export class Feed {

  /**
   * @param onChanges told what has changed
   * @param onTrouble told {message, since, retryInMs} when that cannot be known, and null when it can again
   */
  constructor(onChanges, onTrouble) {
    this.onChanges = onChanges;
    this.onTrouble = onTrouble;
    this.version = null;
    this.upToDateAt = null;
    this.failures = 0;
    this.timer = null;
    this.asking = false;
    document.addEventListener("visibilitychange", () => document.hidden ? this.pause() : this.now());
  }

  /** Asks at once, and then again and again. */
  async now() {
    this.pause();
    if (this.asking) {
      return;
    }
    this.asking = true;
    let pause = EVERY_MS;
    try {
      const after = this.version === null ? "" : "?after=" + encodeURIComponent(this.version);
      this.apply(await getText("api/changes" + after));
      this.upToDateAt = new Date();
      if (this.failures > 0) {
        this.failures = 0;
        this.onTrouble(null);
      }
    } catch (failure) {
      this.failures++;
      pause = Math.max(failure.retryAfterMs || 0, Math.min(LONGEST_PAUSE_MS, EVERY_MS * 2 ** (this.failures - 1)));
      this.onTrouble({message: failure.message, since: this.upToDateAt, retryInMs: pause});
    }
    this.asking = false;
    if (!document.hidden) {
      this.timer = setTimeout(() => this.now(), pause);
    }
  }

  pause() {
    clearTimeout(this.timer);
    this.timer = null;
  }

  /** Measured, so that anybody can see in the browser's profiler what an update costs. */
  apply(text) {
    performance.clearMeasures("godwit:update");
    const begun = performance.now();
    const changes = JSON.parse(text);
    this.onChanges(changes);
    this.version = changes.version;
    performance.measure("godwit:update", {
      start: begun, end: performance.now(), detail: {migrations: changes.migrations.length},
    });
  }
}

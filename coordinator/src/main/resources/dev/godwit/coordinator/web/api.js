/* Asks the coordinator; the token of who acts is kept for this tab only. */

import {readExactly} from "./format.js";

const TOKEN = "godwit-token";
const PATIENCE_MS = 10_000;

/** What the coordinator answered instead of what was asked for. */
export class Refused extends Error {
  constructor(status, message, retryAfterMs) {
    super(message);
    this.status = status;
    this.retryAfterMs = retryAfterMs;
  }
}

let unsaved = null;

export function token() {
  try {
    return sessionStorage.getItem(TOKEN);
  } catch {
    return unsaved;
  }
}

export function setToken(value) {
  unsaved = value;
  try {
    if (value === null) {
      sessionStorage.removeItem(TOKEN);
    } else {
      sessionStorage.setItem(TOKEN, value);
    }
  } catch {
    // A browser that keeps nothing for this page: until it is closed, then.
  }
}

/** What is there, read so that numbers stay as they were written. */
export async function get(path) {
  return readExactly(await getText(path));
}

export async function getText(path) {
  return text(await ask(path, {}));
}

/** Who may act, by the token of this tab. */
export async function session() {
  return JSON.parse(await text(await ask("api/session", {headers: authorization()})));
}

/** Sends a command; its id. */
export async function send(command) {
  const answer = await ask("api/commands", {
    method: "POST",
    headers: {"Content-Type": "application/json", "Godwit-Action": "1", ...authorization()},
    body: JSON.stringify(command),
  });
  return JSON.parse(await text(answer)).id;
}

/** The reply to a command; null when there is none in time. */
export async function reply(id, patienceMs) {
  const until = Date.now() + patienceMs;
  for (let pause = 100; Date.now() < until; pause = Math.min(1000, pause * 1.5)) {
    try {
      return await get("api/replies/" + encodeURIComponent(id));
    } catch (failure) {
      if (failure.status !== 404 && failure.status !== 503) {
        throw failure;
      }
    }
    await new Promise(resolve => setTimeout(resolve, pause));
  }
  return null;
}

function authorization() {
  return token() === null ? {} : {Authorization: "Bearer " + token()};
}

async function ask(path, options) {
  try {
    return await fetch(path, {...options, cache: "no-store", signal: AbortSignal.timeout(PATIENCE_MS)});
  } catch (failure) {
    throw new Refused(0, failure.name === "TimeoutError"
        ? "the coordinator does not answer" : "the coordinator cannot be reached", 0);
  }
}

async function text(answer) {
  const body = await answer.text().catch(() => "");
  if (answer.ok) {
    return body;
  }
  let message = "the coordinator answered " + answer.status;
  try {
    message = JSON.parse(body).error || message;
  } catch {
    // Whoever answered was no coordinator; a proxy, perhaps.
  }
  throw new Refused(answer.status, message, 1000 * Number(answer.headers.get("Retry-After") || 0));
}

/* What somebody can do about a migration, and what will happen then, in words; pure. */

import {count, number} from "./format.js";
import {documentsOf, lettersIn, retryLeft} from "./model.js";

const DONE_STAYS = "What was done stays.";

const ACTIONS = {
  start: {label: "Start…", fields: true, starts: true, confirm: "Start", kind: "primary"},
  again: {label: "Run again…", fields: true, starts: true, confirm: "Run again"},
  resume: {label: "Resume", starts: true, confirm: "Resume", kind: "primary"},
  options: {label: "Start with options…", fields: true, starts: true, confirm: "Start"},
  pause: {label: "Pause", confirm: "Pause"},
  cancel: {label: "Cancel", confirm: "Cancel the run", kind: "danger"},
  retryFailed: {label: "Retry failed", starts: true, confirm: "Retry failed", kind: "primary"},
  dryRun: {label: "Dry run…", fields: true, confirm: "Try one batch"},
};

/** The words of one action. */
export function actionOf(name) {
  return ACTIONS[name];
}

/** What makes sense now, the most likely one first. */
export function actionsOn(state) {
  const retry = lettersIn(state.failures && state.failures.letters) > 0 && retryLeft(state) === null
      ? ["retryFailed"] : [];
  switch (state.status) {
    case "pending": return ["start", "dryRun"];
    case "running": return ["pause", "cancel", "dryRun"];
    case "paused": return ["resume", "options", ...retry, "dryRun", "cancel"];
    case "canceled": return ["resume", "options", ...retry, "dryRun"];
    case "failed": return ["resume", "options", ...retry, "dryRun", "cancel"];
    case "completed": return ["again", "dryRun"];
    case "completedWithFailures": return [...retry, "again", "dryRun"];
    default: return [];
  }
}

/** What will happen, sentence by sentence. */
export function consequences(name, state) {
  const next = state.next || [];
  const then = next.length === 0 ? [] : [`Then ${next.join(", ")} ${next.length === 1 ? "follows" : "follow"}.`];
  const from = state.segments && state.segments.length > 0
      ? `It goes on from where it stands, with ${documentsOf(state)} done.`
      : "It starts from the beginning.";
  switch (name) {
    case "start": return [
      `The documents of '${state.collection}' are migrated, page by page.`, ...then];
    case "again": return [
      "A new run begins: every document is handed to the migration again. The counts of this run stay in the history.",
      ...then];
    case "resume":
    case "options": return [from, ...then];
    case "pause": return [
      `Pause stops after the current batch. ${DONE_STAYS} Nothing moves until somebody resumes it.`];
    case "cancel": return [
      "Cancel stops after the current batch; what was done stays.",
      next.length === 0 ? "It can be resumed later, from where it stands."
          : `The rest of its series (${next.join(", ")}) is dropped. It can be resumed later, from where it stands.`];
    case "retryFailed": return retryWords(state);
    case "dryRun": return [
      "One batch is tried and nothing is written: no document, no state, no cursor. What would happen is shown on this page."];
    default: return [];
  }
}

function retryWords(state) {
  const letters = lettersIn(state.failures.letters);
  const said = [`${count(letters, "failed document")} ${letters === 1 ? "is" : "are"} tried again within the same run.`
      + " Those that fail again can be retried once more."];
  if (state.status !== "completedWithFailures") {
    said.push("Only these are tried: the run itself does not go on with the documents that are left.");
  }
  return said;
}

/**
 * The fields that the form of an action has.
 *
 * @returns {{name: string, label: string, type: string, hint?: string, value?: string, required?: boolean}[]}
 */
export function fieldsOf(name, state) {
  const newest = state.announced || state;
  const defaults = newest.defaults || {};
  const goesOn = name === "options";
  const usual = goesOn || (name === "dryRun" && inProgress(state)) ? state : defaults;
  const fields = [{
    name: "batchSize", label: "Batch size", type: "number", min: 1, max: 100000,
    hint: `Documents per page; ${number(usual.batchSize || 1000)} unless you say otherwise.`,
  }];
  if (name !== "dryRun") {
    fields.push({
      name: "onError", label: "When a document fails", type: "choice",
      choices: [["", `As ${goesOn ? "it is now" : "the migration says"} (${usual.onError || "fail"})`],
        ["fail", "Stop before it (fail)"], ["skip", "Put it aside and go on (skip)"]],
    }, {
      name: "maxFailures", label: "Most failures", type: "text", placeholder: "10 or 5%",
      hint: "When failing documents are skipped: how many before the run stops.",
    }, {
      name: "oneBatchOnly", label: "One batch only", type: "check", hint: "Pauses after one page.",
    });
  }
  if (goesOn) {
    fields.push({
      name: "reset", label: "Start over", type: "check",
      hint: "A new run from the first document, instead of going on.",
    });
  }
  return fields.concat(parameterFields(name, state, newest.parameters || []));
}

function inProgress(state) {
  return ["running", "paused", "canceled", "failed"].includes(state.status);
}

function parameterFields(name, state, parameters) {
  const kept = name === "options" || (name === "dryRun" && inProgress(state));
  return parameters.map(parameter => ({
    name: "params." + parameter.name,
    label: parameter.name,
    type: parameter.type === "boolean" ? "choice" : "text",
    choices: [["", "—"], ["true", "true"], ["false", "false"]],
    required: parameter.required && !kept,
    parameter,
    hint: parameterHint(parameter) + (name === "options" ? " Only when it starts over." : ""),
  }));
}

function parameterHint(parameter) {
  if (parameter.secret) {
    return "A secret, by reference: env:NAME or file:NAME of the workers.";
  }
  const type = {string: "Text", integer: "A whole number", number: "A number", boolean: "True or false",
    instant: "A moment such as 2026-11-24T12:00:00Z"}[parameter.type] || parameter.type;
  const usual = parameter.default === null || parameter.default === undefined
      ? "" : `; ${JSON.stringify(parameter.default)} unless you say otherwise`;
  return type + usual + ".";
}

/**
 * The command that the form asks for, as it stands on the topic.
 *
 * @param values text or true by the names of fields; what is empty is left out
 */
export function commandFor(name, state, values = {}) {
  const verb = {resume: "resume", pause: "pause", cancel: "cancel", retryFailed: "retryFailed"}[name] || "start";
  const command = {command: verb, migration: state.migration};
  if (name === "again") {
    command.reset = true;
  } else if (name === "dryRun") {
    command.dryRun = true;
  }
  for (const field of fieldsOf(name, state)) {
    const given = values[field.name];
    if (given === undefined || given === "" || given === false) {
      continue;
    }
    if (field.parameter) {
      command.params = {...command.params, [field.parameter.name]: parameterValue(field.parameter, given)};
    } else {
      command[field.name] = plainValue(field, given);
    }
  }
  return command;
}

function plainValue(field, given) {
  const isNumber = field.type === "number" || (field.name === "maxFailures" && /^\d+$/.test(given.trim()));
  return isNumber ? Number(given) : typeof given === "string" ? given.trim() : given;
}

/** As the type says; what does not fit is sent as it is, so that the refusal names it. */
function parameterValue(parameter, given) {
  if (parameter.secret) {
    return {secret: given.trim()};
  } else if (parameter.type === "boolean") {
    return given === "true";
  } else if ((parameter.type === "integer" || parameter.type === "number") && given.trim() !== ""
      && Number.isFinite(Number(given)) && isExact(parameter, given)) {
    return Number(given);
  }
  return given;
}

/** A larger one would become another number on the way. */
function isExact(parameter, given) {
  return parameter.type !== "integer" || Number.isSafeInteger(Number(given));
}

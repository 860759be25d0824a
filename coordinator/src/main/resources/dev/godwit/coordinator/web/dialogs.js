/* The dialogs: what will happen before it does, and the token of who acts. */

import {actionOf, commandFor, consequences, fieldsOf} from "./actions.js";
import {element, setAttribute} from "./dom.js";

/**
 * Asks whether it shall be done.
 *
 * @param claims whether a name is asked for where a run keeps it, because no token says it
 * @param send given the command; what it throws is shown, and the dialog stays
 */
export function confirmAction(name, state, claims, send) {
  const action = actionOf(name);
  const asksWho = claims && action.starts === true;
  const fields = action.fields ? fieldsOf(name, state) : [];
  const form = open(action.label.replace("…", ""), state.migration, [
    element("div", {class: "consequences"}, ...consequences(name, state).map(text => element("p", {}, text))),
    ...fields.map(fieldOf),
    asksWho ? fieldOf({name: "by", type: "text", label: "Your name", autocomplete: "name",
      hint: "Shown with the run, as claimed. May stay empty."}) : null,
  ], action.confirm, action.kind);
  whenSubmitted(form, async () => {
    const command = commandFor(name, state, valuesOf(form, fields));
    const by = asksWho ? form.elements.by.value.trim() : "";
    await send(by === "" ? command : {...command, by});
  });
}

/**
 * Asks for the token.
 *
 * @param accept given the token; what it throws is shown, and the dialog stays
 */
export function askForToken(reason, accept) {
  const form = open("Token", "Who acts", [
    element("p", {}, sentence(reason || "acting needs a token; looking does not")),
    fieldOf({name: "token", label: "Token", type: "password", required: true, autocomplete: "off",
      hint: "Kept for this tab only, until you forget it or close the tab."}),
  ], "Use this token", "primary");
  whenSubmitted(form, () => accept(form.elements.token.value.trim()));
}

function sentence(text) {
  return text[0].toUpperCase() + text.substring(1) + (text.endsWith(".") ? "" : ".");
}

function open(title, about, content, confirm, kind) {
  const heading = element("h2", {id: "dialog-title"}, title);
  const form = element("form", {method: "dialog", novalidate: true},
      heading, element("p", {class: "subject"}, about), ...content,
      element("p", {class: "problem", role: "alert"}),
      element("div", {class: "buttons"},
          element("button", {type: "button", class: "button", click: () => dialog.close()}, "Back"),
          element("button", {type: "submit", class: "button " + (kind || "primary"), id: "confirm"}, confirm)));
  const dialog = element("dialog", {"aria-labelledby": "dialog-title", close: () => dialog.remove()}, form);
  document.body.append(dialog);
  dialog.showModal();
  const first = form.querySelector("input, select") || form.querySelector("#confirm");
  first.focus();
  return form;
}

function whenSubmitted(form, act) {
  form.addEventListener("submit", async event => {
    event.preventDefault();
    const problem = form.querySelector(".problem");
    const missing = [...form.elements].find(field => !field.checkValidity());
    for (const field of form.elements) {
      setAttribute(field, "aria-invalid", field === missing ? "true" : null);
    }
    if (missing) {
      problem.textContent = `${missing.dataset.label}: ${missing.validationMessage}`;
      missing.focus();
      return;
    }
    const button = form.querySelector("#confirm");
    button.disabled = true;
    problem.textContent = "";
    try {
      await act();
      form.parentElement.close();
    } catch (failure) {
      problem.textContent = failure.message;
      button.disabled = false;
      button.focus();
    }
  });
}

function valuesOf(form, fields) {
  return Object.fromEntries(fields.map(({name, type}) => {
    const input = form.elements[name];
    return [name, type === "check" ? input.checked : input.value];
  }));
}

function fieldOf(field) {
  const id = "field-" + field.name;
  const common = {id, name: field.name, "data-label": field.label, required: field.required,
    "aria-describedby": field.hint ? id + "-hint" : null};
  const hint = field.hint ? element("p", {class: "hint", id: id + "-hint"}, field.hint) : null;
  const label = element("label", {for: id}, field.label, field.required ? " (required)" : "");
  if (field.type === "check") {
    return element("div", {class: "field check"},
        element("input", {...common, type: "checkbox"}), element("div", {}, label, hint));
  }
  const input = field.type === "choice"
      ? element("select", common, ...field.choices.map(([value, text]) => element("option", {value}, text)))
      : element("input", {...common, type: field.type, min: field.min, max: field.max, spellcheck: "false",
        placeholder: field.placeholder, autocomplete: field.autocomplete || "off"});
  return element("div", {class: "field"}, label, input, hint);
}

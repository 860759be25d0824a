/* Elements, and changing only what is different: nothing that comes from Kafka is ever read as HTML. */

/** Makes an element; children are elements or text. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") {
      made.addEventListener(key, value);
    } else if (value === true) {
      made.setAttribute(key, "");
    } else if (value !== false && value !== null && value !== undefined) {
      made.setAttribute(key, value);
    }
  }
  made.append(...children.filter(child => child !== null && child !== undefined));
  return made;
}

export function byId(id) {
  return document.getElementById(id);
}

/** Sets the text if it is another: what somebody has selected stays selected. */
export function setText(node, text) {
  if (node.textContent !== text) {
    node.textContent = text;
  }
}

export function setClass(node, name) {
  if (node.className !== name) {
    node.className = name;
  }
}

export function setAttribute(node, name, value) {
  if (value === null) {
    node.removeAttribute(name);
  } else if (node.getAttribute(name) !== String(value)) {
    node.setAttribute(name, value);
  }
}

export function setHidden(node, hidden) {
  if (node.hidden !== hidden) {
    node.hidden = hidden;
  }
}

const keys = new WeakMap();

/** Fills the node anew, if the key is another than the last time. */
export function rebuild(node, key, build) {
  if (keys.get(node) !== key) {
    keys.set(node, key);
    node.replaceChildren(...build());
  }
}

/**
 * Terms and what they are, in a list of definitions.
 *
 * @param entries pairs of a term and a text, or of a term and {key, build}; those without a text are left out
 */
export function setFacts(list, entries) {
  const wanted = entries.filter(([, what]) => what !== null && what !== undefined && what !== "");
  const terms = wanted.map(([term]) => term).join("\n");
  rebuild(list, terms, () => wanted.map(([term]) => element("div", {}, element("dt", {}, term), element("dd"))));
  wanted.forEach(([, what], index) => fill(list.children[index].lastChild, what));
}

/** The rows of the body of a table; cells are texts or {key, build}. */
export function setRows(body, labels, rows) {
  while (body.rows.length > rows.length) {
    body.deleteRow(-1);
  }
  rows.forEach((cells, index) => {
    const row = body.rows[index] || body.appendChild(element("tr", {role: "row"},
        ...labels.map(([label, className]) =>
            element("td", {role: "cell", class: className, "data-label": label}))));
    cells.forEach((cell, column) => fill(row.cells[column], cell));
  });
}

function fill(node, what) {
  if (typeof what === "string") {
    setText(node, what);
  } else {
    rebuild(node, what.key, what.build);
  }
}

/** A table with its caption and the heads of its columns. */
export function table(caption, labels) {
  return element("table", {role: "table", class: "plain"},
      element("caption", {class: "unseen"}, caption),
      element("thead", {role: "rowgroup"}, element("tr", {role: "row"},
          ...labels.map(([label, className]) =>
              element("th", {scope: "col", role: "columnheader", class: className}, label)))),
      element("tbody", {role: "rowgroup"}));
}

/** Says something to people who do not see the page. */
export function announce(text) {
  byId("announcer").textContent = text;
}

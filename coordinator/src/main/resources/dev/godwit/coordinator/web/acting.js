/* The buttons of a migration, and what becomes of the commands that they send. */

import {actionOf, actionsOn} from "./actions.js";
import {reply, send} from "./api.js";
import {confirmAction} from "./dialogs.js";
import {byId, element, rebuild, setClass, setHidden, setText} from "./dom.js";

const ANSWER_MS = 20_000;
const DRY_RUN_MS = 120_000;

export class Acting {

  /** @param onDryRun given the reply to a dry run of the migration that is shown */
  constructor(session, onDryRun) {
    this.session = session;
    this.onDryRun = onDryRun;
    this.name = null;
    this.state = null;
    byId("reply-close").addEventListener("click", () => this.say(null));
  }

  /** From now on it is about this migration. */
  open(name) {
    this.name = name;
    this.say(null);
  }

  /** The buttons for this state; none for null. */
  show(state) {
    this.state = state;
    const obstacle = state === null ? null : this.session.obstacle();
    setHidden(byId("obstacle"), obstacle === null);
    setText(byId("obstacle"), obstacle === null ? "" : "Looking only: " + obstacle);
    const names = state === null ? [] : actionsOn(state);
    const focused = document.activeElement && document.activeElement.dataset.action;
    const before = byId("actions").contains(document.activeElement);
    rebuild(byId("actions"), names.join() + (obstacle === null), () => names.map(name => element("button", {
      type: "button", class: "button " + (actionOf(name).kind || ""), "data-action": name,
      disabled: obstacle !== null, "aria-describedby": obstacle === null ? null : "obstacle",
      click: () => this.session.withToken(() => this.act(name)),
    }, actionOf(name).label)));
    if (before && !byId("actions").contains(document.activeElement)) {
      (byId("actions").querySelector(`[data-action="${focused}"]`) || byId("name")).focus({preventScroll: true});
    }
  }

  act(name) {
    const about = this.name;
    confirmAction(name, this.state, this.session.claims(), async command => {
      const id = await send(command).catch(failure => {
        if (failure.status === 401 || failure.status === 403) {
          this.session.load();
        }
        throw failure;
      });
      this.awaitReply(name, about, id);
    });
  }

  async awaitReply(action, about, id) {
    this.say({kind: "note", text: `${actionOf(action).label.replace("…", "")}: sent, waiting for the reply …`}, about);
    try {
      const answer = await reply(id, action === "dryRun" ? DRY_RUN_MS : ANSWER_MS);
      if (answer === null) {
        this.say({kind: "wait", text: "No reply yet. The command is kept: it is carried out as soon as a coordinator"
            + (action === "dryRun" ? " and a worker that knows the migration are" : " is") + " there."}, about);
      } else {
        this.say({kind: answer.accepted ? "good" : "bad",
          text: (answer.accepted ? "Accepted: " : "Refused: ") + answer.message}, about);
        if (answer.dryRun && this.name === about) {
          this.onDryRun(answer);
        }
      }
    } catch (failure) {
      this.say({kind: "bad", text: "The reply could not be read: " + failure.message}, about);
    }
  }

  /** In the live region, unless somebody looks at another migration by now. */
  say(what, about = this.name) {
    if (about !== this.name) {
      return;
    }
    setClass(byId("reply"), "reply " + (what ? what.kind : "empty"));
    setText(byId("reply-text"), what ? what.text : "");
    setHidden(byId("reply-close"), what === null);
  }
}

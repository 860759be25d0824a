/* Who acts: shown in the header, asked for when somebody acts without a token. */

import {session as askSession, setToken, token} from "./api.js";
import {askForToken} from "./dialogs.js";
import {announce, byId, setHidden, setText} from "./dom.js";

export class Session {

  /** @param onChange told when somebody else may act, or nobody */
  constructor(onChange) {
    this.onChange = onChange;
    this.known = {tokenNeeded: false, actor: null, mayAct: false, reason: "It is not known yet who may act."};
    byId("enter-token").addEventListener("click", () => this.ask(() => {}));
    byId("forget-token").addEventListener("click", () => this.forget());
  }

  async load() {
    try {
      this.known = await askSession();
    } catch (failure) {
      this.known = {...this.known, mayAct: false, reason: "Who may act could not be asked: " + failure.message};
      setTimeout(() => this.load(), 5000);
    }
    this.show();
  }

  /** Why nobody here can act, whatever they type; null when somebody can. */
  obstacle() {
    return this.known.mayAct || this.known.tokenNeeded ? null : this.known.reason;
  }

  /** Whether a command may say who sends it: no token does. */
  claims() {
    return !this.known.tokenNeeded;
  }

  /** Does it now, or once there is a token. */
  withToken(act) {
    if (this.known.mayAct) {
      act();
    } else {
      this.ask(act);
    }
  }

  ask(act) {
    askForToken(this.known.reason, async typed => {
      setToken(typed);
      const known = await askSession().catch(failure => {
        setToken(null);
        throw failure;
      });
      if (!known.mayAct) {
        setToken(null);
        throw new Error(known.reason || "Nobody has this token.");
      }
      this.known = known;
      this.show();
      announce("You act as " + known.actor + ".");
      setTimeout(act, 0);
    });
  }

  async forget() {
    setToken(null);
    await this.load();
    announce("The token is forgotten.");
    byId("enter-token").focus();
  }

  show() {
    const {tokenNeeded, actor, mayAct} = this.known;
    setText(byId("actor"), actor !== null ? "Acting as " + actor : tokenNeeded || mayAct ? "" : "Looking only");
    setHidden(byId("enter-token"), !tokenNeeded || actor !== null);
    setHidden(byId("forget-token"), token() === null);
    this.onChange();
  }
}

// Saves a form on the server while it is written. Nothing is kept in the browser but what stands in the form.
//
// <form data-autosave-url="…" data-session-url="…" data-person="…"> with a hidden input named "revision".
// The server answers a POST of the whole form with JSON:
//   200 {"revision": 4, "saved_at": "14:02"}   what was sent is stored; with "hints" by box, they are shown beside it
//   409 {"url": "…"}                           somebody else saved in between; the page there shows both
//   400 or 422 {"message": "…"}                it cannot be stored as it is; tried again after the next change
//   401, 403 or a redirect                     signed out, or the form's token is out of date

const AFTER_LAST_KEY = 3000;
const WHILE_TYPING = 15000;
const AGAIN = 5000;
const PATIENCE = 10000;
const KEEPALIVE_LIMIT = 60000;

const SIGNED_OUT = "You are signed out. What you typed is still on this page. Sign in in another tab and it saves by itself.";
const SOMEBODY_ELSE =
  "Somebody else is signed in in this browser. What you typed is still on this page. Sign in as yourself in another tab and it saves by itself.";
const NO_ANSWER = "Not saved: the server cannot be reached. What you typed is still on this page, and saving is tried again by itself.";
const TWO_VERSIONS = "Not saved: this was changed somewhere else in the meantime. What you typed is still on this page.";
const NOT_STORED = "Not saved: the server could not store this. What you typed is still on this page.";

class Autosave {
  constructor(form) {
    this.form = form;
    this.status = document.querySelector("[data-save-status]");
    this.alert = document.querySelector("[data-save-alert]");
    this.changes = 0;
    this.saved = 0;
    this.stopped = false;
    form.addEventListener("input", () => this.typed());
    form.addEventListener("change", () => this.typed());
    form.addEventListener("submit", () => setTimeout(() => this.sent(), 0));
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") this.save({ keepalive: true });
    });
    window.addEventListener("online", () => this.save());
    window.addEventListener("beforeunload", (event) => {
      // The mark of a submit is there before "leaving" is.
      if (this.dirty && !this.leaving && !this.form.dataset.sentAt) event.preventDefault();
    });
  }

  get dirty() {
    return this.changes > this.saved;
  }

  sent() {
    this.leaving = Boolean(this.form.dataset.sentAt);
    clearTimeout(this.pause);
    clearTimeout(this.limit);
    clearTimeout(this.retry);
  }

  typed() {
    this.changes += 1;
    if (this.stopped) return;
    if (!this.lost) this.show("writing", "Not saved yet");
    clearTimeout(this.pause);
    this.pause = setTimeout(() => this.save(), AFTER_LAST_KEY);
    this.limit ??= setTimeout(() => this.save(), WHILE_TYPING);
  }

  async save({ keepalive = false } = {}) {
    if (!this.dirty || this.stopped || this.leaving || this.saving) return;
    clearTimeout(this.pause);
    clearTimeout(this.limit);
    clearTimeout(this.retry);
    this.limit = undefined;
    this.saving = true;
    const upTo = this.changes;
    const body = this.body();
    try {
      const answer = await this.ask(this.form.dataset.autosaveUrl, {
        method: "POST",
        body,
        keepalive: keepalive && body.toString().length < KEEPALIVE_LIMIT,
      });
      await this.understand(answer, upTo);
    } catch {
      this.lose(NO_ANSWER, () => this.save());
    } finally {
      this.saving = false;
    }
    if (this.dirty && !this.lost && !this.stopped && !this.limit) this.pause = setTimeout(() => this.save(), AFTER_LAST_KEY);
  }

  body() {
    const fields = new URLSearchParams();
    for (const [name, value] of new FormData(this.form)) if (typeof value === "string") fields.append(name, value);
    return fields;
  }

  ask(url, options = {}) {
    return fetch(url, {
      ...options,
      headers: { Accept: "application/json", "X-Autosave": "1" },
      credentials: "same-origin",
      redirect: "manual",
      signal: AbortSignal.timeout(PATIENCE),
    });
  }

  async understand(answer, upTo) {
    if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) return this.signedOut();
    if (answer.status >= 500) return this.lose(NO_ANSWER, () => this.save());
    const said = await answer.json().catch(() => ({}));
    if (answer.ok && said.saved_at) return this.keep(said, upTo);
    if (answer.status === 409) return this.stop(TWO_VERSIONS, said.url);
    return this.lose(said.message || NOT_STORED);
  }

  keep(said, upTo) {
    this.saved = upTo;
    const revision = this.form.elements.namedItem("revision");
    if (revision && said.revision !== undefined) revision.value = said.revision;
    this.lost = false;
    this.renewed = false;
    this.hideAlert();
    if (said.hints) this.hint(said.hints);
    this.show("saved", this.dirty ? "Not saved yet" : `Saved ${said.saved_at}`);
    if (this.dirty) this.status?.setAttribute("data-state", "writing");
  }

  hint(hints) {
    const blank = document.querySelector("template[data-hint]");
    this.form.querySelectorAll("[data-hints]").forEach((spot) => {
      const name = spot.dataset.hints;
      const found = hints[name] || [];
      const shown = [...spot.children].map((line) => line.dataset.code);
      // What stands there already stays, and with it where the keyboard is.
      if (!blank || found.map((one) => one.code).join() === shown.join()) return;
      spot.replaceChildren(
        ...found.map((one) => {
          const line = blank.content.firstElementChild.cloneNode(true);
          line.dataset.code = one.code;
          line.querySelectorAll("[data-words]").forEach((words) => (words.textContent = one.words));
          line.querySelector("[data-alternative]").textContent = one.alternative;
          line.querySelector("button").value = `${name}:${one.code}`;
          return line;
        }),
      );
    });
  }

  // The token may be stale although somebody is signed in (a log-in in another tab renews it): ask who is there.
  async signedOut() {
    const again = () => this.signedOut();
    try {
      const answer = await this.ask(this.form.dataset.sessionUrl);
      if (answer.status === 401) return this.lose(SIGNED_OUT, again, this.signIn());
      const session = await answer.json();
      if (session.person !== this.form.dataset.person) return this.lose(SOMEBODY_ELSE, again, this.signIn());
      if (this.renewed) return this.stop(NOT_STORED);
      this.renewed = true;
      document.querySelectorAll("input[name=csrfmiddlewaretoken]").forEach((input) => {
        input.value = session.token;
      });
    } catch {
      return this.lose(NO_ANSWER, again);
    }
    // The save that brought us here may still be finishing.
    this.retry = setTimeout(() => this.save(), 50);
  }

  signIn() {
    return { url: this.form.dataset.signInUrl, words: "Sign in in another tab", tab: "_blank" };
  }

  lose(words, again, link) {
    this.lost = true;
    this.show("lost", "Not saved");
    this.showAlert(words, link);
    clearTimeout(this.retry);
    if (again) this.retry = setTimeout(again, AGAIN);
  }

  stop(words, url) {
    this.stopped = true;
    this.lose(words, undefined, url && { url, words: "See both versions" });
  }

  show(state, words) {
    if (!this.status) return;
    this.status.dataset.state = state;
    this.status.querySelector("[data-words]").textContent = words;
  }

  showAlert(words, link) {
    const spot = this.alert?.querySelector("[data-words]");
    if (!spot) return;
    this.alert.hidden = false;
    if (spot.dataset.said === words) return;
    spot.dataset.said = words;
    spot.textContent = words;
    if (!link?.url) return;
    const anchor = document.createElement("a");
    anchor.href = link.url;
    anchor.textContent = link.words;
    if (link.tab) {
      anchor.target = link.tab;
      anchor.rel = "noopener";
    }
    spot.append(" ", anchor);
  }

  hideAlert() {
    if (!this.alert) return;
    this.alert.hidden = true;
    const spot = this.alert.querySelector("[data-words]");
    spot.textContent = "";
    delete spot.dataset.said;
  }
}

document.querySelectorAll("form[data-autosave-url]").forEach((form) => new Autosave(form));

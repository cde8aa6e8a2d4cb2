// Small help for every form: focus on the error summary, one submit per press, Today and Yesterday.

const summary = document.querySelector("[data-error-summary]");
if (summary) {
  summary.focus();
  summary.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    const target = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!target) return;
    event.preventDefault();
    const group = target.closest(".field") || target;
    group.scrollIntoView({ block: "start" });
    target.focus({ preventScroll: true });
  });
}

// A second press within ten seconds is the same press. The button keeps its name and value, so it is not disabled.
const SAME_PRESS = 10000;

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post" || form.hasAttribute("data-many")) return;
  const now = Date.now();
  if (now - Number(form.dataset.sentAt || 0) < SAME_PRESS) {
    event.preventDefault();
    return;
  }
  form.dataset.sentAt = String(now);
  event.submitter?.setAttribute("aria-disabled", "true");
});

window.addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-sent-at]").forEach((form) => {
    delete form.dataset.sentAt;
    form.querySelectorAll("[aria-disabled]").forEach((button) => button.removeAttribute("aria-disabled"));
  });
});

function localDay(daysAgo) {
  const day = new Date();
  day.setDate(day.getDate() - daysAgo);
  const two = (number) => String(number).padStart(2, "0");
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-set-date]");
  if (!button) return;
  const input = document.getElementById(button.dataset.setDate);
  input.value = localDay(Number(button.dataset.daysAgo));
  input.dispatchEvent(new Event("input", { bubbles: true }));
  input.dispatchEvent(new Event("change", { bubbles: true }));
  input.focus();
});

// After a sign-in in another tab the token of a page that was open is out of date: fetch a new one on the way back.
const stale = document.querySelector("form[data-fresh-token]");
if (stale) {
  window.addEventListener("focus", async () => {
    const answer = await fetch(stale.dataset.freshToken, { credentials: "same-origin" }).catch(() => null);
    if (!answer?.ok) return;
    stale.elements.namedItem("csrfmiddlewaretoken").value = (await answer.json()).token;
  });
}

// After a part of the page was exchanged: what changed is said aloud, and focus is not left nowhere.

const region = document.getElementById("said-aloud");

document.addEventListener("htmx:afterSettle", (event) => {
  const part = event.detail.target;
  const words = part.dataset.announce || part.querySelector("[data-announce]")?.dataset.announce;
  if (region && words) region.textContent = words;
  if (part.closest("[data-quiet]")) return; // it came by itself, while somebody reads or writes elsewhere
  if (document.activeElement && document.activeElement !== document.body) return;
  const next = part.querySelector("[data-focus]") || part;
  if (!next.hasAttribute("tabindex")) next.setAttribute("tabindex", "-1");
  next.focus({ preventScroll: true });
});

document.addEventListener("htmx:responseError", (event) => {
  if (region && event.detail.xhr.status >= 400) region.textContent = "That did not work. Reload the page and try again.";
});

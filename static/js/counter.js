// Says how many characters are left; never cuts what is typed. The server counts the same way.

const QUIET = 1000;
const timers = new WeakMap();

function counterOf(box) {
  return document.getElementById(`${box.id}-counter`);
}

function sentence(left) {
  const characters = Math.abs(left) === 1 ? "character" : "characters";
  const number = Math.abs(left).toLocaleString("en-GB");
  return left < 0 ? `${number} ${characters} too many` : `${number} ${characters} left`;
}

function show(box) {
  const counter = counterOf(box);
  if (!counter) return;
  const most = Number(box.dataset.maxLength);
  const left = most - [...box.value].length;
  const near = left < most * 0.25;
  counter.hidden = !near;
  counter.toggleAttribute("data-over", left < 0);
  const seen = counter.querySelector("[data-seen]");
  seen.textContent = near ? sentence(left) : "";
  // A screen reader hears it once typing pauses, not at every key.
  clearTimeout(timers.get(box));
  timers.set(
    box,
    setTimeout(() => {
      counter.querySelector("[data-heard]").textContent = seen.textContent;
    }, QUIET),
  );
}

document.addEventListener("input", (event) => {
  if (event.target.dataset?.maxLength) show(event.target);
});
document.querySelectorAll("[data-max-length]").forEach(show);

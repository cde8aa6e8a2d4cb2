// Shows a question only when another answer asks for it: data-shown-if="name=value" or "name=value|other value".
// Without scripts the question stays in sight, with the sentence that says when it is wanted.

function answers(form, name) {
  return new FormData(form).getAll(name).map(String);
}

function wanted(block) {
  const form = block.closest("form");
  const at = block.dataset.shownIf.indexOf("=");
  const given = answers(form, block.dataset.shownIf.slice(0, at));
  return block.dataset.shownIf
    .slice(at + 1)
    .split("|")
    .some((value) => given.includes(value));
}

function update(root) {
  root.querySelectorAll("[data-shown-if]").forEach((block) => {
    block.hidden = !wanted(block);
  });
}

document.addEventListener("change", (event) => {
  const form = event.target.form;
  if (form) update(form);
});
document.addEventListener("htmx:afterSettle", () => update(document));
update(document);

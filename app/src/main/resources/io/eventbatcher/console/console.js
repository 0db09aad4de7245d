// Comforts only: every page can be read, and every form sent, without this file.
document.addEventListener("click", (event) => {
  const copier = event.target.closest(".copier");
  if (!copier) {
    return;
  }
  const text = document.getElementById(copier.dataset.copies).textContent;
  const said = copier.textContent;
  navigator.clipboard.writeText(text).then(
    () => { copier.textContent = "Copied"; },
    () => { copier.textContent = "Select the text below"; }
  ).finally(() => setTimeout(() => { copier.textContent = said; }, 2000));
});

const showCopiers = () => document.querySelectorAll(".copier[hidden]").forEach((copier) => { copier.hidden = false; });
document.addEventListener("DOMContentLoaded", showCopiers);
document.addEventListener("htmx:afterSwap", showCopiers);

// j and k walk through the letters of a list, / goes to its filters.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) {
    return;
  }
  if (event.key === "/") {
    const field = document.querySelector(".filters input");
    if (field) {
      event.preventDefault();
      field.focus();
    }
  } else if (event.key === "j" || event.key === "k") {
    const links = [...document.querySelectorAll("table.letters tbody a, .issue h2 a")];
    const at = links.indexOf(document.activeElement);
    const next = links[event.key === "j" ? at + 1 : Math.max(0, at - 1)];
    if (next) {
      event.preventDefault();
      next.focus();
    }
  }
});

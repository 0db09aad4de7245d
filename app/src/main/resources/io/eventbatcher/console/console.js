// Comforts only: every page can be read, and every form sent, without this file.
const find = (selector) => document.querySelector(selector);

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

// Single keys can be switched off, because people who speak to their browsers press them by accident.
const OFF = "event-batcher-keys-off";

document.addEventListener("DOMContentLoaded", () => {
  find(".foot .keys").hidden = false;
  find("#help-button").addEventListener("click", () => find("#help").showModal());
  const act = find("#keys-act");
  act.checked = localStorage.getItem(OFF) === null;
  act.addEventListener("change", () => act.checked ? localStorage.removeItem(OFF) : localStorage.setItem(OFF, "yes"));
  renewed();
});
document.addEventListener("htmx:afterSwap", () => renewed());

// The title of the window and a voice tell the state of the first page, when it changes.
let told = "";
const title = document.title;

function renewed() {
  document.querySelectorAll(".copier[hidden]").forEach((copier) => { copier.hidden = false; });
  const state = find("#state");
  if (state && state.textContent !== told) {
    if (told) {
      find("#news").textContent = state.textContent;
    }
    told = state.textContent;
    document.title = `${told} · ${title}`;
  }
}

// The first link of each row or card of a list.
const walk = () => [...document.querySelectorAll("main tbody tr, main .issue")].map((item) => item.querySelector("a")).filter((link) => link);

function step(by) {
  const links = walk();
  const here = document.activeElement.closest("tbody tr, .issue");
  const at = links.findIndex((link) => here && here.contains(link));
  const next = links[at < 0 ? 0 : Math.max(0, at + by)];
  if (next) {
    next.focus();
    next.scrollIntoView({ block: "nearest" });
  }
}

const KEYS = {
  "j": () => step(1),
  "k": () => step(-1),
  "/": () => find(".filters input, .filters select, main input[type=search]")?.focus(),
  "?": () => find("#help").showModal(),
};

document.addEventListener("keydown", (event) => {
  const taken = event.ctrlKey || event.metaKey || event.altKey || find("dialog[open]")
    || event.target.closest("input, select, textarea") || localStorage.getItem(OFF) !== null;
  const act = /^[1-9]$/.test(event.key) ? () => document.querySelectorAll("nav a")[event.key - 1]?.click() : KEYS[event.key];
  if (!taken && act) {
    event.preventDefault();
    act();
  }
});

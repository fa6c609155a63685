// Everything here is a comfort: each page works without it.
"use strict";
(() => {
  const root = document.documentElement;
  const say = (words) => { document.getElementById("live").textContent = words; };
  const remember = (name, value) => {
    const secure = location.protocol === "https:" ? "; Secure" : "";
    document.cookie = `${name}=${value}; Max-Age=31536000; Path=/; SameSite=Lax${secure}`;
  };

  // Day and night: a link to the page of settings becomes a switch.
  const theme = document.getElementById("theme");
  const dark = () => root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  const name = () => { theme.ariaPressed = String(dark()); };
  theme.setAttribute("role", "button");
  theme.ariaLabel = "Dark colours";
  name();
  const turn = (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    root.dataset.theme = dark() ? "light" : "dark";
    remember("theme", root.dataset.theme);
    name();
    say(dark() ? "Dark colours" : "Light colours");
  };
  theme.addEventListener("click", turn);
  theme.addEventListener("keydown", (event) => { if (event.key === " ") turn(event); });

  // What is marked in articles: the switches work by style sheet; the choice is kept for the next article.
  const switches = [...document.querySelectorAll(".legend input")];
  const kept = () => { try { return JSON.parse(localStorage.getItem("marks") || "[]"); } catch { return []; } };
  const off = kept();
  for (const box of switches) {
    if (off.includes(box.id)) box.checked = false;
    box.addEventListener("change", () => {
      try {
        localStorage.setItem("marks", JSON.stringify(switches.filter((one) => !one.checked).map((one) => one.id)));
      } catch { /* a browser that keeps nothing still shows it now */ }
    });
  }

  // Citations
  for (const button of document.querySelectorAll("[data-copy]")) {
    if (!navigator.clipboard) break;
    button.hidden = false;
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
        button.textContent = "Copied";
        say("Copied");
      } catch {
        getSelection().selectAllChildren(document.getElementById(button.dataset.copy));
        say("Selected; copy it with the keyboard");
      }
    });
  }

  // Keys
  const items = () => [...document.querySelectorAll("[data-item]")].filter((item) => item.checkVisibility());
  let at = null;
  const move = (step) => {
    const all = items();
    if (!all.length) return;
    const before = all.indexOf(at);
    const next = before < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(Math.max(before + step, 0), all.length - 1);
    if (at) at.classList.remove("here");
    at = all[next];
    at.classList.add("here");
    (at.querySelector("a.open") || at.querySelector("a"))?.focus({ preventScroll: true });
    at.scrollIntoView({ block: "nearest" });
  };
  const follow = (selector) => {
    const link = (at || document).querySelector(selector) || document.querySelector(`main ${selector}`);
    if (link) link.click();
  };
  const keys = {
    j: () => move(1),
    k: () => move(-1),
    o: () => { if (at) follow("a.open"); },
    v: () => follow("a.original"),
    "/": () => { const field = document.getElementById("q") || document.getElementById("find"); field.focus(); field.select(); },
    "?": () => document.getElementById("keys").showModal(),
  };
  document.addEventListener("keydown", (event) => {
    if (root.dataset.keys === "off" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.closest("input, textarea, select, [contenteditable], dialog")) return;
    if (!Object.hasOwn(keys, event.key)) return;
    event.preventDefault();
    keys[event.key]();
  });
})();

// Light or dark: the system's choice until the reader makes one, which is remembered.
// Runs in the head, before anything is drawn, so that no page flashes.
(() => {
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const memory = {
    get() { try { return localStorage.getItem("theme"); } catch { return null; } },
    set(value) { try { localStorage.setItem("theme", value); } catch { /* a browser may forbid it */ } },
  };
  const current = () => root.dataset.theme || (system.matches ? "dark" : "light");
  const chosen = memory.get();
  if (chosen === "light" || chosen === "dark") root.dataset.theme = chosen;
  root.classList.add("script");

  addEventListener("DOMContentLoaded", () => {
    const button = document.querySelector("button.theme");
    const show = () => button.setAttribute("aria-pressed", String(current() === "dark"));
    button.hidden = false;
    button.addEventListener("click", () => {
      root.dataset.theme = current() === "dark" ? "light" : "dark";
      memory.set(root.dataset.theme);
      show();
    });
    system.addEventListener("change", show);
    show();
  });
})();

// Light, dark, or as the system has it. Read before the page is painted. The choice is kept in the
// reader's browser, once it is made; so are the style of citations and the list of passages.

(() => {
  const root = document.documentElement;
  const KEY = "reportsite.scheme";
  const MATERIALS_NAME = { auto: null, light: "default", dark: "slate" };
  const SCHEMES = Object.keys(MATERIALS_NAME);

  // A browser that is locked down may forbid storage: the choice then holds for one page.
  function recall() {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null;
    }
  }

  function remember(value) {
    try {
      if (value === "auto") localStorage.removeItem(KEY);
      else localStorage.setItem(KEY, value);
    } catch {
      // Nothing is lost but the memory of the choice.
    }
  }

  function apply(scheme) {
    const name = MATERIALS_NAME[scheme];
    if (name) root.dataset.mdColorScheme = name;
    else delete root.dataset.mdColorScheme;
  }

  function labelled(scheme) {
    return `Colours: ${scheme === "auto" ? "automatic" : scheme}`;
  }

  const kept = recall();
  let current = SCHEMES.includes(kept) ? kept : "auto";
  root.classList.replace("no-js", "js");
  apply(current);

  document.addEventListener("DOMContentLoaded", () => {
    const button = document.querySelector(".rs-scheme");
    if (!button) return;
    button.textContent = labelled(current);
    button.addEventListener("click", () => {
      current = SCHEMES[(SCHEMES.indexOf(current) + 1) % SCHEMES.length];
      button.textContent = labelled(current);
      remember(current);
      apply(current);
    });
  });
})();

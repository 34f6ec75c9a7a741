// How many passages the reader's list holds, in the masthead of every page; nothing where it is empty.
// Read before the page is painted, so that nothing moves. It knows no more of the list than its key,
// which is that of passages-store.js, and that its entries say what they are.

(() => {
  const root = document.documentElement;
  const KEY = `reportsite.passages ${new URL("../", document.currentScript.src).pathname}`;

  function count() {
    try {
      const { entries } = JSON.parse(localStorage.getItem(KEY));
      return entries.filter((entry) => entry.kind === "passage").length;
    } catch {
      return 0;
    }
  }

  function show() {
    const passages = count();
    root.toggleAttribute("data-passages", passages > 0);
    const link = document.querySelector(".rs-passages-link");
    if (link && passages > 0) link.textContent = `Passages (${passages.toLocaleString("en")})`;
  }

  show();
  document.addEventListener("DOMContentLoaded", show);
  window.addEventListener("storage", show);
  window.addEventListener("reportsite:passages", show);
})();

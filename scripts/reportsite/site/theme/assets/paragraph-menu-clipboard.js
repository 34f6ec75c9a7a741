/**
 * The clipboard, as text and as HTML.
 *
 * @typedef {import("./paragraph-menu-words.js").Content} Content
 */

/**
 * @param {Content} content @param {Element} within where a field may stand for a moment
 * @returns {Promise<boolean>} whether it is in the clipboard now
 */
export async function copied(content, within) {
  try {
    await navigator.clipboard.write([new ClipboardItem(blobsOf(content))]);
    return true;
  } catch {
    // Not on a page that came by plain http, not in older browsers, not where it is forbidden.
    return copiedByCommand(content, within);
  }
}

/** @param {Content} content */
function blobsOf({ text, html }) {
  const blob = (/** @type {string} */ words, /** @type {string} */ type) => new Blob([words], { type });
  return { "text/plain": blob(text, "text/plain"), "text/html": blob(html, "text/html") };
}

/**
 * The older way: what is selected is copied, which here is a field that nobody sees.
 *
 * @param {Content} content @param {Element} within
 */
function copiedByCommand(content, within) {
  const before = document.activeElement;
  const field = document.createElement("textarea");
  field.className = "rs-copying";
  field.setAttribute("aria-hidden", "true");
  field.value = content.text;
  within.append(field);
  field.focus({ preventScroll: true });
  field.select();
  copiesAs(field, content);
  try {
    return document.execCommand("copy");
  } catch {
    return false;
  } finally {
    field.remove();
    if (before instanceof HTMLElement) before.focus({ preventScroll: true });
  }
}

/**
 * Whatever is selected in a field, copy all of the content, as text and as HTML.
 *
 * @param {HTMLTextAreaElement} field @param {Content} content
 */
export function copiesAs(field, { text, html }) {
  field.oncopy = (event) => {
    event.clipboardData?.setData("text/plain", text);
    event.clipboardData?.setData("text/html", html);
    event.preventDefault();
  };
}

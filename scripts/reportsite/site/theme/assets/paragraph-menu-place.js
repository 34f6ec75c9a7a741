/** Where something stands that belongs to a word of the text, without moving the text. */

const GAP = 4; // pixels between the two
const EDGE = 8; // pixels at least to the window's edge

/**
 * Put a panel beneath a link, or above it where there is no room beneath. Where the margin has room
 * for it, it leaves the text uncovered; it always stands within the window.
 *
 * @param {HTMLElement} panel positioned, and shown @param {HTMLElement} link
 */
export function placed(panel, link) {
  const frame = (panel.offsetParent ?? document.documentElement).getBoundingClientRect();
  const at = link.getBoundingClientRect();
  panel.style.left = "0px"; // as wide as it likes to be
  const { width, height } = panel.getBoundingClientRect();
  panel.style.left = `${across(at, width, isFromTheRight(link)) - frame.left}px`;
  panel.style.top = `${down(at, height) - frame.top}px`;
}

/** @param {HTMLElement} link */
function isFromTheRight(link) {
  return getComputedStyle(/** @type {Element} */ (link.parentElement)).direction === "rtl";
}

/** @param {DOMRect} at @param {number} width @param {boolean} fromTheRight */
function across(at, width, fromTheRight) {
  const most = document.documentElement.clientWidth - EDGE - width;
  const [inMargin, overText] = fromTheRight
    ? [at.left, at.right - width]
    : [at.right - width, at.left];
  const wanted = inMargin >= EDGE && inMargin <= most ? inMargin : overText;
  return Math.max(EDGE, Math.min(wanted, most));
}

/** @param {DOMRect} at @param {number} height */
function down(at, height) {
  const beneath = at.bottom + GAP;
  const above = at.top - GAP - height;
  const fits = beneath + height <= window.innerHeight - EDGE;
  return fits || above < EDGE ? beneath : above;
}

/** Begin the page of passages, whose frame says by its data which styles of citations there are. */

import { chosenStyle } from "./paragraph-menu-style.js";
import { PassagesPage } from "./passages-page.js";

const root = document.getElementById("passages-page");
if (root) {
  const styles = JSON.parse(root.dataset.styles ?? "[]");
  void new PassagesPage(root, styles, chosenStyle(styles)?.name ?? "full").start();
}

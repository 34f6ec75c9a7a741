/** What paper needs that a style sheet cannot tell. Nothing of it is seen on the screen. */

// Where the site does not know its address, a page has the one at which it is read.
const address = document.querySelector(".rs-address");
if (address && !document.querySelector('link[rel="canonical"]')) {
  address.textContent = location.origin + location.pathname;
}

// A link whose words are its address already is not written out once more.
for (const link of document.querySelectorAll('.rs-prose a[href^="http"]')) {
  const words = link.textContent?.trim();
  if (words === link.getAttribute("href")) link.classList.add("rs-bare");
}

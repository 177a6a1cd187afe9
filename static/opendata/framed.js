/* In a frame of another site: tell it how high this page is, and nothing else. */
const tell = () => {
  parent.postMessage({ koepelHeight: document.documentElement.getBoundingClientRect().height }, "*");
};
if (parent !== window) {
  new ResizeObserver(tell).observe(document.documentElement);
  addEventListener("load", tell);
}

// The desk's pane is a frame, and pages that everybody may see are shown in no frame: a link that leaves the draft
// opens a window of its own. Places on the page itself stay in the pane.
{
  const withoutHash = (address) => address.split("#", 1)[0];

  const inWindowOfItsOwn = ({ target }) => {
    const link = target instanceof Element ? target.closest("a[href]") : null;
    if (!link || link.target) return;
    if (link.hash && withoutHash(link.href) === withoutHash(location.href)) return;
    link.target = "_blank";
    link.relList.add("noopener");
  };

  if (window.self !== window.top) document.addEventListener("click", inWindowOfItsOwn, { capture: true });
}

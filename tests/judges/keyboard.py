"""A visitor who has a keyboard and nothing else: what has the focus, and whether she sees it."""

from playwright.sync_api import Page

FOCUSED = """
() => {
  const one = document.activeElement;
  if (one === document.body) return null;
  const box = one.getBoundingClientRect();
  const shown = box.width > 1 && box.height > 1
    ? box : (one.closest('label') ?? one).getBoundingClientRect();
  const left = Math.max(shown.left, 0), right = Math.min(shown.right, innerWidth);
  const top = Math.max(shown.top, 0), bottom = Math.min(shown.bottom, innerHeight);
  const points = [[(left + right) / 2, (top + bottom) / 2], [left + 2, (top + bottom) / 2], [right - 2, top + 3]];
  const inView = right > left && bottom > top;
  const hit = inView && points.some(([x, y]) => {
    const found = document.elementFromPoint(x, y);
    return found && (one.contains(found) || found.contains(one));
  });
  const ring = [one, one.closest('label'), one.closest('.card')].some(
    part => part && getComputedStyle(part).outlineStyle !== 'none'
      && parseFloat(getComputedStyle(part).outlineWidth) >= 2);
  return {what: one.outerHTML.slice(0, 120), text: (one.innerText || one.value || '').trim(), inView, hit, ring};
}
"""


def tab_through(window: Page, most: int = 400) -> list[dict]:
    """What has the focus, key after key, from the top of the page to its end."""
    steps: list[dict] = []
    for _ in range(most):
        window.keyboard.press("Tab")
        window.wait_for_timeout(15)
        now = window.evaluate(FOCUSED)
        if now is None or (steps and now["what"] == steps[0]["what"] and len(steps) > 3):
            break
        steps.append(now)
    return steps


def unseen(steps: list[dict]) -> list[dict]:
    """Those that have the focus out of view, below something, or without a ring."""
    return [step for step in steps if not (step["inView"] and step["hit"] and step["ring"])]


def tab_to(window: Page, selector: str, most: int = 400) -> None:
    """Press Tab until what is meant has the focus: a focus that is put there by a script proves no journey."""
    for _ in range(most):
        window.keyboard.press("Tab")
        if window.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"No key leads to {selector} on {window.url}.")

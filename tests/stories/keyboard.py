"""Somebody who has keys and no mouse: what they press, and that they can see where they are at every stop."""

from __future__ import annotations

from datetime import date

from playwright.sync_api import Locator, Page

# More stops than the longest page has.
MOST_STOPS = 250
# What is pictured of a date field: its first part, and the calendar's button after its last.
CALENDAR_AND_FIRST_PART = 2

WHERE = """() => {
  const here = document.activeElement;
  if (!here || here === document.body) return null;
  const style = getComputedStyle(here);
  const line = here.getClientRects()[0] || here.getBoundingClientRect();
  const [left, right] = [Math.max(line.left, 0), Math.min(line.right, innerWidth)];
  const [top, bottom] = [Math.max(line.top, 0), Math.min(line.bottom, innerHeight)];
  const over = right > left && bottom > top && document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
  return {
    what: here.outerHTML.slice(0, 200),
    marked: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 && style.outlineColor !== "rgba(0, 0, 0, 0)",
    inSight: Boolean(over) && (here === over || here.contains(over)),
  };
}"""


def order_of_a_day(page: Page) -> tuple[str, str, str]:
    """Day or month first: a browser goes by the language of its own menus, whatever that of the page is."""
    blank = page.context.new_page()
    blank.set_content("<input type=date>")
    blank.keyboard.press("Tab")
    blank.keyboard.type("03042027")
    found = blank.locator("input").input_value()
    blank.close()
    return {"2027-04-03": ("%d", "%m", "%Y"), "2027-03-04": ("%m", "%d", "%Y")}[found]


class Keyboard:
    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)

    def step(self, key: str = "Tab") -> bool:
        """To the next stop, which has to be seen; false when the page ends."""
        self.press(key)
        where = self.page.evaluate(WHERE)
        assert where is None or (where["marked"] and where["inSight"]), (self.page.url, where)
        return where is not None

    def is_at(self, target: Locator) -> bool:
        return bool(target.count()) and bool(target.evaluate("element => element === document.activeElement"))

    def to(self, target: Locator, key: str = "Tab") -> None:
        """From stop to stop until the focus is there; over the end of the page once at most."""
        rounds = 0
        for _ in range(MOST_STOPS):
            if self.is_at(target):
                return
            rounds += not self.step(key)
            assert rounds < 2, f"{self.page.url}: {target} is not reached by {key}."
        raise AssertionError(f"{self.page.url}: {key} leads round in a circle before {target}.")

    def follow(self, target: Locator, key: str = "Tab") -> None:
        """To the link or button, and through it to the page behind it."""
        self.to(target, key)
        with self.page.expect_navigation():
            self.press("Enter")

    def press_button(self, name: str) -> None:
        self.follow(self.page.get_by_role("button", name=name, exact=True))

    def follow_link(self, name: str) -> None:
        """The first of that name: a page may say a way twice."""
        self.follow(self.page.get_by_role("link", name=name, exact=True).first)

    def walk(self) -> int:
        """To every stop of the page, each of which has to be seen; gives how many there are."""
        for stops in range(MOST_STOPS):
            if not self.step():
                return stops
        raise AssertionError(f"{self.page.url}: Tab leads round in a circle.")

    def write(self, target: Locator, text: str) -> None:
        self.to(target)
        self.press("Control+a")
        self.type(text)

    def choose(self, radio: Locator) -> None:
        """Into the group, whose first or chosen answer is its one stop, and by the arrows to this answer."""
        group = radio.page.locator(f"input[type=radio][name='{radio.get_attribute('name')}']")
        self.to(group.and_(radio.page.locator(":focus")))
        if not radio.is_checked():
            self.press("Space")
        for _ in range(group.count()):
            if radio.is_checked():
                return
            self.press("ArrowDown")
        assert radio.is_checked()

    def enter_day(self, field: Locator, day: date) -> None:
        """Part after part, in the order that this browser has them; each stop inside, the calendar's button too, is seen."""
        self.to(field)
        pictures = [field.screenshot()]
        for part in (f"{day:{part}}" for part in order_of_a_day(self.page)):
            self.type(part)
        assert field.input_value() == day.isoformat()
        self.step()
        while self.is_at(field):
            pictures.append(field.screenshot())
            self.step()
        assert len(pictures) == len(set(pictures)) == CALENDAR_AND_FIRST_PART

    def pick(self, select: Locator, label: str) -> None:
        """In a list, by its first letters."""
        self.to(select)
        self.type(label)
        assert select.locator("option:checked").inner_text() == label

    def tick(self, box: Locator) -> None:
        self.to(box)
        self.press("Space")
        assert box.is_checked()

from tests.e2e.public.test_open_pages import *


def test_shot(server, chromium):
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{server}/checker/")
    page.screenshot(path="/tmp/c0.png")
    for at in range(PAGES_OF_CHECKER):
        if at < 2:
            page.get_by_role("button", name="No to all that I left open, go on").click()
        else:
            answered(page)
            if at == 6:
                page.screenshot(path="/tmp/c6.png", full_page=True)
            page.locator(".button.main").click()
    page.screenshot(path="/tmp/cres.png", full_page=True)
    page.pdf(path="/tmp/cres.pdf", format="A4")

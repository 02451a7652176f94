"""The base page: strict about what runs on it, neutral to a stranger, usable without scripts."""

import re
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.template import engines
from django.template.loader import render_to_string
from django.utils import translation

import wayhome
from wayhome.vocabulary import names

TEMPLATES = sorted(Path(wayhome.__file__).parent.rglob("templates/**/*.html"))
STATIC = Path(wayhome.__file__).parent / "web" / "static" / "web"
PAGES = ["/look/", "/sign-in/", "/sign-in/closed/", "/nothing-here/"]


class Strict(HTMLParser):
    """Notes whatever a strict content security policy would refuse, and what lies outside."""

    def __init__(self):
        super().__init__()
        self.refused = []
        self.ids = []

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.ids += [given["id"]] if given.get("id") else []
        if tag == "style" or (tag == "script" and "src" not in given):
            self.refused.append(tag)
        self.refused += [f"{tag} {n}" for n in given if n == "style" or n.startswith("on")]
        for name in ("src", "action"):
            if re.match(r"(https?:)?//", given.get(name) or ""):
                self.refused.append(f"{tag} {name}={given[name]}")
        if tag == "link" and re.match(r"(https?:)?//", given.get("href") or ""):
            self.refused.append(f"link {given['href']}")


def read(html):
    parser = Strict()
    parser.feed(html)
    return parser


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: "/".join(path.parts[-2:]))
def test_no_template_carries_inline_style_or_script(path):
    text = re.sub(r"{%.*?%}|{{.*?}}", "", path.read_text(encoding="utf-8"))
    assert read(text).refused == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: "/".join(path.parts[-2:]))
def test_every_template_can_be_parsed(path):
    name = path.as_posix().split("/templates/")[1]
    assert engines["django"].get_template(name) is not None


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: "/".join(path.parts[-2:]))
def test_every_code_list_a_template_names_is_there(path):
    text = path.read_text(encoding="utf-8")
    named = set(re.findall(r"{% (?:code_label|state|way) [\"']([^\"']+)[\"']", text))
    assert named <= set(names())


@pytest.mark.django_db
@pytest.mark.parametrize("page", PAGES)
def test_a_page_keeps_to_the_policy_and_says_so(base_only, client, page):
    response = client.get(page)
    assert read(response.content.decode()).refused == []
    policy = response["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy


@pytest.mark.django_db
@pytest.mark.parametrize("page", PAGES)
def test_no_id_stands_twice(base_only, client, page):
    ids = read(client.get(page).content.decode()).ids
    assert len(ids) == len(set(ids))


@pytest.mark.django_db
@pytest.mark.parametrize("page", PAGES)
def test_a_tab_title_tells_a_stranger_nothing(base_only, client, page):
    title = re.search(r"<title>(.*?)</title>", client.get(page).content.decode(), re.DOTALL)[1]
    assert title.startswith("Wayhome · ")
    assert not re.search(r"victim|traffick|scam|missing|rescue", title, re.IGNORECASE)


@pytest.mark.django_db
def test_made_up_data_says_so_and_real_data_does_not(base_only, client):
    assert "Made-up data" in client.get("/sign-in/").content.decode()
    base_only.WAYHOME_DEMO = False
    assert "Made-up data" not in client.get("/sign-in/").content.decode()


@pytest.mark.django_db
def test_the_page_of_components_is_not_there_on_a_real_node(base_only, client):
    base_only.WAYHOME_DEMO = False
    assert client.get("/look/").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "words"),
    [("th", "เข้าสู่ระบบ"), ("zh-hans", "登录"), ("my", "ဝင်ရန်"), ("en", "Sign in")],
)
def test_the_language_is_chosen_without_scripts(base_only, client, language, words):
    client.post("/language/", {"language": language, "next": "/sign-in/"})
    html = client.get("/sign-in/").content.decode()
    assert f'<html lang="{language}">' in html
    assert words in html


@pytest.mark.parametrize("page", ["400.html", "403.html", "403_csrf.html", "404.html", "500.html"])
def test_an_error_page_needs_no_request(page):
    html = render_to_string(page)
    assert '<a class="button" href="/"' in html
    assert read(html).refused == []


def test_who_is_signed_in_is_shown_with_agency_and_role(rf, base_only):
    request = rf.get("/")
    agency = SimpleNamespace(name="Border <Desk>", country="TH")
    request.user = SimpleNamespace(is_authenticated=True, role="reviewer", agency=agency)
    with translation.override("en"):
        html = render_to_string("404.html", request=request)
    assert "Border &lt;Desk&gt;" in html
    assert "Reviewer" in html
    assert 'name="q"' in html


def test_every_font_named_in_the_sheet_is_there_with_its_licence():
    folder = STATIC / "fonts"
    named = set(re.findall(r'url\("([^"]+)"\)', (folder / "fonts.css").read_text("utf-8")))
    assert named == {path.name for path in folder.glob("*.woff2")}
    assert "SIL OPEN FONT LICENSE" in (folder / "OFL.txt").read_text("utf-8")
    assert sum(path.stat().st_size for path in folder.iterdir()) < 6_000_000


@pytest.mark.parametrize(
    "sheet", ["tokens.css", "wayhome.css", "components.css", "fonts/fonts.css"]
)
def test_no_style_sheet_reaches_outside(sheet):
    text = (STATIC / sheet).read_text("utf-8")
    assert "@import" not in text
    assert not re.search(r"url\(\s*['\"]?(https?:)?//", text)


@pytest.mark.parametrize("sheet", ["wayhome.css", "components.css"])
def test_colours_are_named_in_the_tokens_only(sheet):
    sheet_text = (STATIC / sheet).read_text("utf-8")
    text = re.sub(r"@media print \{.*?\n\}", "", sheet_text, flags=re.DOTALL)
    assert re.findall(r"#[0-9a-f]{3,8}\b(?=[;\s}])|rgb\(", text) == []


def test_every_token_used_exists():
    known = set(re.findall(r"(--[a-z0-9-]+):", (STATIC / "tokens.css").read_text("utf-8")))
    for sheet in ("wayhome.css", "components.css"):
        used = set(re.findall(r"var\((--[a-z0-9-]+)", (STATIC / sheet).read_text("utf-8")))
        assert used <= known


def _luminance(colour):
    digits = colour[1:] if len(colour) == 7 else "".join(c * 2 for c in colour[1:])
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one, other):
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


INKS = {
    "ink": ["paper", "surface", "sunken", "mark", "mark-2", "mark-3", "wait-soft", "danger-soft"],
    "ink-2": ["paper", "surface", "sunken", "wait-soft", "against-soft"],
    "ink-3": ["paper", "surface", "sunken", "against-soft"],
    "river": ["paper", "surface", "sunken", "river-soft"],
    "wait": ["paper", "surface", "wait-soft"],
    "danger": ["paper", "surface", "danger-soft"],
    "good": ["paper", "surface", "good-soft"],
    "on-river": ["river", "river-strong"],
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("ink", INKS)
def test_every_ink_can_be_read_on_its_grounds(scheme, ink):
    # WCAG 2.2, success criterion 1.4.3: 4.5:1 for text of ordinary size.
    light, dark = (STATIC / "tokens.css").read_text("utf-8").split("@media")
    pattern = r"--([a-z0-9-]+):\s*(#[0-9a-f]{3,6})\b"
    tokens = dict(re.findall(pattern, light))
    tokens |= dict(re.findall(pattern, dark)) if scheme == "dark" else {}
    for ground in INKS[ink]:
        assert _contrast(tokens[ink], tokens[ground]) >= 4.5, ground

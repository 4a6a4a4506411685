"""What makes a publication of pages: policies, words to search, files that are needed."""

import base64
import gzip
import hashlib
import http.client
import subprocess
from urllib.parse import urlsplit

import pytest
import yaml

from book import ROOT, BuildError, assets, search, security, site
from book.host import Host, served

HEAD = '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>x</title></head>'


def test_a_script_in_a_page_is_allowed_by_its_hash_and_no_other_is():
    page = f"{HEAD}<body><script>document.title = 'é';</script><script src=a.js></script></body>"
    digest = hashlib.sha256("document.title = 'é';".encode()).digest()
    sources = f"'self' 'sha256-{base64.b64encode(digest).decode()}'"
    assert f"script-src {sources};" in security.policy(page)
    assert "script-src 'self';" in security.policy(f"{HEAD}<body><script src=a.js></script></body>")


def test_data_in_a_page_is_no_script():
    page = f'{HEAD}<body><script type="application/json">{{}}</script></body>'
    assert "script-src 'self';" in security.policy(page)


@pytest.mark.parametrize(
    ("markup", "named"),
    [
        ('<p onclick="go()">', "onclick of <p>"),
        ('<a href=" JavaScript:go()">', "JavaScript:go() of <a>"),
    ],
)
def test_what_a_policy_would_never_run_is_refused_by_name(tmp_path, markup, named):
    (tmp_path / "page.html").write_text(f"{HEAD}<body>{markup}</body>", encoding="utf-8")
    with pytest.raises(BuildError, match="page.html: a page may not carry") as error:
        security.protect(tmp_path)
    assert named in str(error.value)


def test_a_page_without_its_encoding_has_no_place_for_a_policy(tmp_path):
    (tmp_path / "page.html").write_text("<p>x</p>", encoding="utf-8")
    with pytest.raises(BuildError, match="page.html: <meta charset"):
        security.protect(tmp_path)


def test_words_are_found_by_section_without_code_numbers_and_signs():
    page = (
        '<nav>Contents</nav><article><section id="top"><h1>Title<a class="headerlink" href="#top">#'
        '</a></h1><p>One <em>two</em>.</p><pre>code()</pre><section id="part"><h2>Part</h2>'
        "<p>Three</p><p>four</p><table><tbody><tr><td>5</td></tr></tbody></table></section>"
        "</section></article><footer>End</footer>"
    )
    assert search.sections(page) == [("", "Title", "One two."), ("part", "Part", "Three four")]


def test_files_that_nothing_names_are_dropped_and_those_named_by_files_are_kept(tmp_path):
    for name, text in {
        "index.html": '<link href="_static/used.css?v=1"><a href="_sources/page.md">',
        "_static/used.css": "a { background: url(deep/used.png) }",
        "_static/deep/used.png": "",
        "_static/unused.css": "a { background: url(unused.png) }",
        "_static/unused.png": "",
        "_static/deeper/more/used.css.map": "",
        "_sources/page.md": "",
        "_sources/other.md": "",
        ".buildinfo": "",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    assets.drop_unused(tmp_path)
    left = {p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*")}
    assert left == {
        "index.html",
        "_static",
        "_static/used.css",
        "_static/deep",
        "_static/deep/used.png",
        "_sources",
        "_sources/page.md",
    }


def test_the_site_s_address_is_one_setting_that_a_command_may_replace(tmp_path):
    config = {"sphinx": {"config": {"html_baseurl": "https://example.org/book"}}}
    (tmp_path / "_config.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
    assert site.address(tmp_path) == "https://example.org/book/"
    assert site.address(tmp_path, "http://other.example/") == "http://other.example/"
    config["sphinx"]["config"]["html_baseurl"] = ""
    (tmp_path / "_config.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
    assert site.address(tmp_path) == ""


@pytest.mark.parametrize("wrong", ["example.org", "/book/", "ftp://example.org/", "https://a.b/?c"])
def test_an_address_that_is_none_is_refused(wrong):
    with pytest.raises(BuildError, match="expected is one like https://example.org/book/"):
        site.address(ROOT, wrong)


def asked(address, headers=None, method="GET"):
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.netloc, timeout=10)
    connection.request(method, parts.path, headers=headers or {})
    answer = connection.getresponse()
    return answer, answer.read()


def test_the_host_sends_files_compressed_once_and_counts_them(tmp_path):
    (tmp_path / "page.html").write_text("words " * 100, encoding="utf-8")
    host = Host(tmp_path, "/book/")
    with served(host) as top:
        answer, body = asked(top + "page.html")
        assert answer.status == 200 and answer.headers["Content-Encoding"] == "gzip"
        assert gzip.decompress(body) == b"words " * 100
        etag = {"If-None-Match": answer.headers["ETag"]}
        answer, nothing = asked(top + "page.html", etag)
        assert (answer.status, nothing) == (304, b"")
        (tmp_path / "page.html").write_text("others", encoding="utf-8")
        answer, other = asked(top + "page.html", etag)
        assert answer.status == 200 and gzip.decompress(other) == b"others"
    assert [sent.size for sent in host.sent] == [len(body), 0, len(other)]


def test_the_host_shows_folders_and_the_page_for_wrong_addresses_and_nothing_else(tmp_path):
    (tmp_path / "site" / "part").mkdir(parents=True)
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    (tmp_path / "site" / "part" / "index.html").write_text("part", encoding="utf-8")
    with served(Host(tmp_path / "site")) as top:
        answer, _ = asked(top + "part")
        assert (answer.status, answer.headers["Location"]) == (301, "/part/")
        assert asked(top + "part/")[0].status == 200
        assert asked(top + "../secret.txt")[0].status == 404
        assert asked(top + "%2e%2e/secret.txt")[0].status == 404
        (tmp_path / "site" / "404.html").write_text("none", encoding="utf-8")
        answer, body = asked(top + "nowhere")
        assert (answer.status, gzip.decompress(body)) == (404, b"none")


def test_the_workflow_tests_builds_and_publishes_with_pinned_actions():
    text = (ROOT / ".github" / "workflows" / "pages.yml").read_text(encoding="utf-8")
    jobs = yaml.safe_load(text)["jobs"]
    steps = [step for job in jobs.values() for step in job["steps"]]
    commands = [step["run"] for step in steps if "run" in step]
    assert commands[0] == "make test" and commands[1].startswith("make book ADDRESS=")
    for action in (step["uses"] for step in steps if "uses" in step):
        owner, _, version = action.partition("@v")
        assert owner.startswith("actions/") and version.isdigit(), action
    assert jobs["publish"]["needs"] == "build"


def test_make_passes_the_address_on():
    command = ["make", "--dry-run", "book", "ADDRESS=https://example.org/book/"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert 'build --address "https://example.org/book/"' in run.stdout

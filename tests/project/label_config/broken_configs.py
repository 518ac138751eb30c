"""Configs that no server may accept, each with a word that its message must contain. HTTP tests read this table too."""

from __future__ import annotations

from dataclasses import dataclass

TEXT = '<Text name="text" value="$text"/>'


@dataclass(frozen=True, slots=True)
class BrokenConfig:
    """One broken config: what it is called in the test's name, its text, the code and a part of the sentence."""

    name: str
    text: str
    code: str
    says: str


_LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))

BROKEN_CONFIGS = [
    BrokenConfig("empty", "", "parse", "is empty"),
    BrokenConfig("only blanks", " \n\t ", "parse", "is empty"),
    BrokenConfig("no tag", "Label every name.", "parse", "no tag"),
    BrokenConfig("JSON instead", '{"label_config": "<View/>"}', "parse", "no tag"),
    BrokenConfig("DOCTYPE", "<!DOCTYPE View><View/>", "declaration", "DOCTYPE"),
    BrokenConfig("DOCTYPE in small letters", "<!doctype html><View/>", "declaration", "DOCTYPE"),
    BrokenConfig("DOCTYPE after a comment", "<!-- <View> --><!DOCTYPE View><View/>", "declaration", "DOCTYPE"),
    BrokenConfig(
        "DOCTYPE after a declaration", '<?xml version="1.0"?><!DOCTYPE View><View/>', "declaration", "DOCTYPE"
    ),
    BrokenConfig(
        "billion laughs", f'<!DOCTYPE v [<!ENTITY l0 "ha">{_LAUGHS}]><View>&l9;</View>', "declaration", "DOCTYPE"
    ),
    BrokenConfig(
        "quadratic entities",
        f'<!DOCTYPE v [<!ENTITY a "{"a" * 50_000}">]><View>{"&a;" * 1_000}</View>',
        "declaration",
        "DOCTYPE",
    ),
    BrokenConfig(
        "external entity",
        '<!DOCTYPE v [<!ENTITY x SYSTEM "file:///etc/passwd">]><View>&x;</View>',
        "declaration",
        "DOCTYPE",
    ),
    BrokenConfig("external subset", '<!DOCTYPE v SYSTEM "http://127.0.0.1:9/x.dtd"><View/>', "declaration", "DOCTYPE"),
    BrokenConfig("entity declaration alone", '<!ENTITY a "b"><View/>', "declaration", "Entity declarations"),
    BrokenConfig("style sheet", '<?xml-stylesheet href="x.xsl"?><View/>', "declaration", "Processing instructions"),
    BrokenConfig("instruction inside", "<View><?php echo 1 ?></View>", "declaration", "Processing instructions"),
    BrokenConfig("late declaration", '<View/><?xml version="1.0"?>', "declaration", "Processing instructions"),
    BrokenConfig("65 deep", "<View>" * 65 + "</View>" * 65, "limit", "64 deep"),
    BrokenConfig("10,000 deep", "<View>" * 10_000 + "</View>" * 10_000, "limit", "64 deep"),
    BrokenConfig("5,001 tags", "<View>" + "<Header/>" * 5_001 + "</View>", "limit", "5,000 tags"),
    BrokenConfig("huge attribute", f'<View><Header value="{"x" * 300_000}"/></View>', "limit", "256 kB"),
    BrokenConfig("huge in bytes", f"<View><Header>{'é' * 140_000}</Header></View>", "limit", "256 kB"),
    BrokenConfig("truncated tag", '<View><Text name="te', "parse", "not closed"),
    BrokenConfig("truncated tree", f"<View>{TEXT}", "parse", "</View>"),
    BrokenConfig("comment without end", "<View/><!-- " + "<!-- " * 1_000, "parse", "comment"),
    BrokenConfig("CDATA without end", "<View><![CDATA[ </View>", "parse", "CDATA"),
    BrokenConfig("two roots", "<View/><View/>", "parse", "one <View>"),
    BrokenConfig("closed by another", "<View><Choices></View>", "parse", "still open"),
    BrokenConfig("attribute twice", '<View style="a" style="b"/>', "parse", "twice"),
    BrokenConfig("bare ampersand", '<View><Header value="R&D"/></View>', "parse", "&amp;"),
    BrokenConfig("HTML entity", "<View>&nbsp;</View>", "parse", "&nbsp;"),
    BrokenConfig("NUL byte", "<View>\0</View>", "parse", "NUL"),
    BrokenConfig("control character", "<View>\x08</View>", "parse", "control character"),
    BrokenConfig("half a surrogate pair", "<View>\ud83d</View>", "parse", "surrogate"),
    BrokenConfig("UTF-16 read as Latin-1", "ÿþ<\0V\0i\0e\0w\0/\0>\0", "parse", "NUL"),
    BrokenConfig("undeclared prefix", "<a:View/>", "parse", "XML"),
    BrokenConfig("duplicate names", f"<View>{TEXT}{TEXT}</View>", "duplicate-name", 'named "text"'),
    BrokenConfig(
        "unknown target",
        f'<View>{TEXT}<Labels name="l" toName="txt"><Label value="A"/></Labels></View>',
        "missing-target",
        'The nearest is "text".',
    ),
    BrokenConfig("no object at all", '<View><Labels name="l" toName="text"/></View>', "missing-target", "Give the tag"),
    BrokenConfig(
        "thousands of unknown targets",
        "<View>" + "".join(f'<Labels name="l{n}" toName="t{n}"/>' for n in range(2_000)) + "</View>",
        "missing-target",
        "no tag has that name",
    ),
]

#: Files as they may lie on a disk: bytes that are not what they say.
BROKEN_FILES = [
    ("Latin-1 without a word", "<View><Header value='é'/></View>".encode("latin-1"), "UTF-8"),
    ("declared ASCII", b"<?xml version='1.0' encoding='us-ascii'?><View a='\xc3\xa9'/>", "US-ASCII"),
    ("an encoding nobody reads", b"<?xml version='1.0' encoding='unicode_escape'?><View/>", "unicode_escape"),
    ("an encoding that is none", b"<?xml version='1.0' encoding='iso-8859-99'?><View/>", "iso-8859-99"),
    ("half a UTF-16 character", b"\xff\xfe<\0V", "UTF-16"),
    ("a picture", b"\x89PNG\r\n\x1a\n\0\0", "UTF-8"),
]

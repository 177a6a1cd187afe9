"""What nobody means to search for: signs of query languages, endless texts, odd letters."""

HOSTILE = {
    "quote": '"', "quotes": '"""', "open quote": '"water', "empty phrase": '""', "star": "*",
    "near": "NEAR(water, 3)", "field": "name:", "boolean": "water AND NOT (OR)", "percent": "%",
    "underscore": "_", "backslash": "\\", "backslashes": "\\\\' OR 1=1 --", "minus": "-",
    "minuses": "-" * 10_000, "many minuses": " -" * 5_000, "many exclusions": " -water" * 2_000,
    "tsquery": "a & !b | <-> c:*", "null": "wa\x00ter", "newlines": "water\r\n\tput",
    "ten kilobytes": "a" * 10_000, "ten thousand words": "water " * 10_000,
    "different words": " ".join(f"w{n}" for n in range(10_000)),
    "emoji": "💧🚰👩‍👩‍👧‍👦", "flags": "🇧🇪",
    "zero width": "wa\u200bter\u200d\ufeff", "accents": "e" + "\u0301" * 5000,
    "right to left": "\u202eretaw مياه מים", "regex": "(a+)+$", "regex bomb": "(a+)+" * 500 + "!",
    "brackets": "[[[[((((", "braces": "{{7*7}}{% now %}", "html": "<script>alert(1)</script>",
    "sql": "'; DROP TABLE members_member; --", "format": "%s %(x)s {0}", "surrogates": "\ufffd",
    "ligature": "ﷺ" * 200, "private": "\ue000\ue100 \ue003\ue101 water", "cjk": "水" * 300,
    "digits": "1" * 500, "one letter each": " ".join("abcdefghijklmnopqrstuvwxyz"),
    "stop words": "de het een the le la", "long phrase": '"' + "water " * 3000 + '"',
    "almost": "watre" * 40, "math": "𝔴𝔞𝔱𝔢𝔯", "upper": "İ" * 500, "nel": "water\x85\u2028put",
}  # fmt: skip

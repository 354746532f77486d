"""Writes covers.tsv: a thousand names in more than twenty scripts, each with the hash of its cover.

    python3 cover_names.py > covers.tsv

A line holds the width, the name as JSON, and the first 16 hex digits of the SHA-256 of the SVG.
"""
import hashlib
import json
import random

from cover import cover

WORDS = {
    "Latin": "Turku Python Rust River Zürich Straße İstanbul IĞDIR Ægir Łódź Đà Nẵng Şişli ﬁnch ǆep Ａｂ Ⅷ x² ½",
    "Greek": "Αθήνα ΟΔΥΣΣΕΥΣ Πάτρα Ἀλέξανδρος ᾳ ΐ Θεσσαλονίκη",
    "Cyrillic": "Київ Минск Ѐлена Ѣра Софія УЛИЦА Ёлка",
    "Armenian": "Երևան Հայաստան և ՄԵԾ",
    "Georgian": "თბილისი ᲗᲑᲘᲚᲘᲡᲘ ბათუმი Ⴀⴁ",
    "Hebrew": "ירושלים תל־אביב שָׁלוֹם",
    "Arabic": "القاهرة مجموعة ٢٠٢٦ تونس ﷺ",
    "Syriac": "ܣܘܪܝܝܐ ܐܪܡ",
    "Devanagari": "मुंबई दिल्ली २०२६ क्षत्रिय",
    "Bengali": "ঢাকা কলকাতা ২০",
    "Tamil": "சென்னை தமிழ் ௧௨",
    "Telugu": "హైదరాబాద్ తెలుగు",
    "Kannada": "ಬೆಂಗಳೂರು ಕನ್ನಡ",
    "Malayalam": "കൊച്ചി മലയാളം",
    "Sinhala": "කොළඹ සිංහල",
    "Thai": "กรุงเทพ เชียงใหม่ ๒๕๖๙",
    "Lao": "ວຽງຈັນ ລາວ",
    "Tibetan": "ལྷ་ས བོད༢༠",
    "Burmese": "ရန်ကုန် မြန်မာ",
    "Khmer": "ភ្នំពេញ ខ្មែរ",
    "Ethiopic": "አዲስ አበባ ፳፻",
    "Hangul": "서울 부산 각 모임",
    "Kana": "とうきょう カタカナ ﾊﾟｲｿﾝ が ー",
    "Han": "東京 北京 台灣 三 鳥人間",
    "Cherokee": "ᏣᎳᎩ ꭰꮳ Ꭰ",
    "Deseret": "𐐔𐐯𐑅 𐐨",
    "Symbols": "🐦 👩‍💻 C++ C# .NET — № ™ & ' \" < > \u200b \u0301 ①② ㉈",
}
EDGES = ["", " ", "\u00a0Turku\u2003", "\u001cTurku\u001f", "\u0085x\u2028", "-", "a", "Roost", "0", "e\u0301", "\u200bTurku"]


def names():
    chance = random.Random(20261203)
    pool = {script: words.split(" ") for script, words in WORDS.items()}
    scripts = list(pool)
    yield from EDGES
    for n in range(1000 - len(EDGES)):
        script = scripts[n % len(scripts)]
        parts = chance.choices(pool[script], k=chance.randint(1, 4))
        if chance.random() < .25:
            parts.append(chance.choice(pool[chance.choice(scripts)]))
        if chance.random() < .3:
            parts.append(str(chance.randint(0, 2030)))
        name = chance.choice([" ", " ", " ", "-", "", "  "]).join(parts)
        yield chance.choice([name, name, name.upper(), name.lower(), name.title()])


for index, name in enumerate(names()):
    width = 1600 if index % 5 == 4 else 800
    digest = hashlib.sha256(cover(name, width).encode()).hexdigest()[:16]
    print(width, json.dumps(name, ensure_ascii=False), digest, sep="\t")

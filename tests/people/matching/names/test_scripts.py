"""Romanisation by script: each pair names the rule that it holds."""

from pathlib import Path

import pytest

from wayhome.people.matching import names
from wayhome.people.matching.names.scripts import MODULES

HERE = Path(__file__).parent
RULES = [
    # Thai
    ("ศิริกาญจน์", "sirikan", "a second final before a silencer goes unread"),
    ("วรรณา", "wanna", "double r is a vowel and n"),
    ("พรรัตน์", "phonrat", "two r of two syllables are no vowel"),
    ("วีรชัย", "wirachai", "r after a long i opens a syllable"),
    ("อาทร", "athon", "r after th is read where the vowel before is long"),
    ("บุตร", "but", "r after a final goes unread"),
    ("อนันต์", "anant", "a silenced t is written"),
    ("ณัฐ", "nut", "English writes a short a as u"),
    ("เลิศ", "lert", "English writes oe as er"),
    ("กานต์", "karn", "English writes a long a as ar"),
    ("อนวัช", "anawat", "a bare first vowel is a, not o"),
    # Lao
    ("ພອນ", "phone", "French spelling closes on with an e"),
    ("ວັນ", "vanh", "a last n is written nh"),
    ("ໄຊ", "xay", "the letter of s low class is written x"),
    ("ໄຊ", "say", "and s"),
    ("ບຸນ", "boun", "u is written ou"),
    ("ແກ້ວ", "keo", "open e and w are eo"),
    ("ຫຼວງ", "louang", "a leading h is silent"),
    ("ເລີດ", "leuth", "the vowel of Saleumxay is eu, a last t th"),
    # Khmer
    ("សម្រាប់", "samrap", "weak consonants together keep the series before them"),
    ("ស្គាល់", "skeal", "the last strong consonant decides the series"),
    ("ហ៊ុន", "hun", "the sign of the second series"),
    ("ប៉ុល", "pol", "BA with the sign of the first series is p"),
    ("ជាតិ", "cheat", "a last short i goes unread"),
    ("វណ្ណៈ", "vannak", "the glottal sign is written ak"),
    ("កែវ", "keo", "a last v after e is written o"),
    ("ដល់", "dal", "a bantoc closes the syllable"),
    # Burmese
    ("ဝန်", "wun", "WA rounds its vowel"),
    ("ကျော့", "kyawt", "the creaky tone is written t"),
    ("နွဲ့", "nwet", "also after the medial wa"),
    ("တာ", "dar", "a t inside a name is voiced"),
    ("အောင်", "ong", "the rhyme aung is heard as ong"),
    ("ထက်", "het", "an aspirated t is written h"),
    ("မြင့်", "myit", "of a creaky nasal only the stop is written"),
    ("စု", "hsu", "s before u is written hs"),
    # Amharic
    ("ብርሃኑ", "birhanu", "a first weak vowel is read"),
    ("ብርሃኑ", "berhanu", "and written e"),
    ("ተስፋዬ", "tesfaye", "a weak vowel after a vowel closes the syllable"),
    ("መስፍን", "mesfin", "of three weak ones the middle one opens"),
    ("ወርቅነህ", "workneh", "we at the start is written wo"),
    ("ደሳለኝ", "desalegn", "palatal n is gn"),
    ("ዘውዴ", "zewdie", "a last long e is written ie"),
    ("ኃይለማርያም", "hailemaryam", "ay before a consonant is ai"),
    ("መሐመድ", "mohammed", "names of Muslims and the Bible are spelt abroad"),
    # Devanagari
    ("जवाहरलाल", "javaharlal", "an inherent vowel between VC and CV goes unread"),
    ("ज्ञानेन्द्र", "gyanendra", "jny is gy; after a cluster the last vowel is read"),
    ("सिंह", "singh", "the nasal before h is ng"),
    ("विष्णु", "bishnu", "Nepal writes b for v"),
    ("लक्ष्मी", "laxmi", "ksh is x"),
    ("सञ्जय", "sanjay", "palatal n before j is n"),
    ("केसी", "kc", "KC is written by its letters"),
    ("विश्वकर्मा", "bk", "and so is BK"),
    ("राव", "rao", "a last av is ao"),
    # Bengali
    ("হোসেন", "hosen", "the sign o is one vowel"),
    ("সৌরভ", "sourav", "au is ou, bh is v"),
    ("বিশ্বাস", "biswas", "b under s is w, sh is s"),
    ("আনোয়ার", "anwar", "oya is wa"),
    ("মুখার্জী", "mukherjee", "Mukherjee is spelt after English"),
    ("সরকার", "sarker", "a last ar is er"),
    ("যাদব", "jadab", "y at the start is j"),
    ("জিয়া", "ziya", "j is z"),
    ("অনিক", "onik", "the first vowel is a or o"),
    ("সঞ্জয়", "sanjoy", "palatal n before j is n"),
    ("স্বপ্না", "shopna", "sw is sh"),
    # Sinhala
    ("විජේසිංහ", "wijesinghe", "a last a is written e, the nasal before h ng"),
    ("දිසානායක", "dissanayake", "Dissanayake is spelt by habit"),
    ("ප්‍රනාන්දු", "fernando", "Portuguese names keep their spelling"),
    ("රොෂාන්", "roshan", "the sign o is one vowel"),
    ("පැතුම්", "pathum", "the front a is written a"),
    # Tamil
    ("முருகன்", "murugan", "a stop between vowels is voiced"),
    ("கண்ணன்", "kannan", "a first stop is not"),
    ("சந்திரன்", "chandran", "a stop after a nasal is voiced; a foreign cluster has no vowel"),
    ("ஆனந்தன்", "ananthan", "Sri Lanka writes th after n"),
    ("கனிமொழி", "kanimoli", "zh is written l"),
    ("இராமசாமி", "ramasami", "the vowel that Tamil puts before r goes"),
    ("கிருஷ்ணன்", "krishnan", "kir is kr"),
    ("ஞானம்", "gnanam", "palatal n is gn"),
    ("காந்தி", "gandi", "loan words start voiced"),
    # Greek
    ("Γιάννης", "yannis", "g before i and a vowel is y"),
    ("Ευάγγελος", "evangelos", "eu before a vowel is ev, gg is ng"),
    ("Ευτυχία", "eftychia", "eu before a voiceless sound is ef"),
    ("Παπαϊωάννου", "papaioannou", "dots part two vowels"),
    ("Εύα", "eva", "an accent on the second vowel does not"),
    ("Μπακογιάννη", "bakogianni", "mp at the start is b"),
    ("Λάμπρος", "lambros", "and mb inside"),
    ("Χρήστος", "hristos", "ch is written h"),
    ("Δημήτρης", "demetris", "one eta is written e, the other i"),
    ("Ιωάννης", "john", "given names are also spelt abroad"),
    # Hangul
    ("조지", "george", "foreign names in use stand in a table"),
    ("스트라빈스키", "stravinski", "the vowel between foreign consonants goes, b is v"),
    ("주", "zhu", "the Mandarin behind a Korean syllable"),
    ("블레이크", "blake", "ei is a long a"),
    # kana
    ("おおの", "ohno", "a long o is written oh"),
    ("ゆうこ", "yuko", "or not at all"),
    ("かんべ", "kambe", "n before b is m"),
    ("まっちゃ", "matcha", "a double ch is tch"),
    ("フランス", "frans", "katakana's vowel after a consonant goes"),
    ("タナカ", "tanaka", "a Japanese name in katakana is read whole"),
    # Korean
    ("혜숙", "hyesook", "u is written oo"),
    ("영", "young", "yeo is written you"),
    ("철은", "cholun", "the North writes eo as o and eu as u"),
    # Cyrillic
    ("Басаев", "basayev", "e after a vowel is ye"),
    ("Алексеевна", "alexeyevna", "two habits may meet in one word"),
    ("Грушевський", "hrushevsky", "the letters of Ukrainian bring its system"),
    ("Димитър", "dimitar", "the hard sign of Bulgarian is a vowel"),
    ("Тоқаев", "tokaev", "Kazakh q is also written k"),
    ("Вучић", "vucic", "Serbian goes by its own Latin letters"),
    # Tamil
    ("முகமது", "mohamed", "names of Muslims are written after their own language"),
    ("ஈஸ்வரி", "easwari", "a first long i is written ea"),
    # Arabic
    ("رشيد", "rachid", "French writes sh as ch"),
    ("شعبان", "chaabane", "French closes a last n with an e"),
    ("فرج", "farag", "Egypt writes j as g"),
    ("سلمى", "selma", "a first short a is heard as e"),
    ("كلمت", "kalimat", "unwritten vowels are a, i or u"),
    ("الإدريسي", "idrissi", "the article may be left out"),
    ("الإدريسي", "elidrissi", "or written el"),
    ("السلطان", "assultan", "its l becomes the next sound"),
    ("توكل", "tawakal", "w may be a consonant between two others"),
    ("الإبراهيمي", "ibrahimi", "a family is called after a known name"),
    ("رشيدة", "rashida", "and a woman's name is made of a man's"),
    ("عبد القادر", "abdelkader", "two words that are one name stand together"),
    ("عبد الرحمن", "abderrahman", "and the article between them becomes the next sound"),
    ("نور الدين", "noureddine", "also where the second word ends the name"),
    # Urdu
    ("ثمرہ", "samara", "Urdu reads th as s"),
    ("شاہدہ", "shahida", "a last h is the vowel before it"),
    ("چٹان", "chatan", "letters that Arabic lacks"),
    ("کلثوم", "kulsoom", "a long u is written oo"),
    ("بھاگ", "bhag", "the aspirate joins its consonant"),
    ("حسین", "hussain", "names in use stand in a table"),
    # Vietnamese
    ("Đặng", "dang", "the letters without their marks"),
]


def spelled(word: str) -> set[str]:
    """The light folds of a word's variants, parts joined."""
    tokens = names.parse(word).tokens
    assert len(tokens) == 1
    return {variant.latin for variant in tokens[0].variants}


@pytest.mark.parametrize(("native", "latin", "rule"), RULES, ids=[rule for *_, rule in RULES])
def test_a_rule_gives_the_usual_spelling(native, latin, rule):
    assert latin in spelled(native), rule


def test_a_regnal_number_is_written_as_in_latin():
    assert [token.text for token in names.parse("헨리 8세").tokens] == ["헨리", "VIII"]


def test_an_age_is_no_regnal_number():
    assert names.parse("김철수 25세").clean == "김철수 25세"


def test_a_foreign_name_in_use_is_not_cut_after_a_korean_surname():
    assert [token.text for token in names.parse("조지").tokens] == ["조지"]
    assert [token.text for token in names.parse("조민수").tokens] == ["조", "민수"]


def test_a_surname_of_two_syllables_is_cut_whole():
    assert [token.text for token in names.parse("제갈량").tokens] == ["제갈", "량"]


def test_u_is_taken_off_a_short_burmese_name_on_both_sides():
    assert [names.parse(name).dropped for name in ("ဦးနု", "U Nu")] == [("ဦး",), ("U",)]


def test_u_is_a_surname_before_a_korean_name():
    assert names.parse("U In-hui").dropped == ()


def test_a_name_before_a_regnal_number_is_not_cut():
    assert [token.text for token in names.parse("유리 3세").tokens] == ["유리", "III"]


@pytest.mark.parametrize(
    "name",
    [
        "น.ส.สมหญิง ใจดี",
        "น.ส สมหญิง ใจดี",
        "พล.ต.อ. สมหญิง ใจดี",
        "ว่าที่ ร.ต.หญิง สมหญิง ใจดี",
        "พันตำรวจเอกสมหญิง ใจดี",
        "นางสมหญิง ใจดี",
    ],
)
def test_a_thai_title_is_taken_off_whole_and_cut_short(name):
    assert [token.text for token in names.parse(name).tokens] == ["สมหญิง", "ใจดี"]


def test_unicode_with_a_stacked_ra_is_not_taken_for_zawgyi():
    assert names.parse("အိန္ဒြာကျော်ဇင်").clean == "အိန္ဒြာကျော်ဇင်"


def test_khun_and_nang_may_be_names_and_are_kept():
    assert [names.parse(name).dropped for name in ("Khun Htun Oo", "Nang Kham Mai")] == [(), ()]


def test_one_thai_letter_with_a_point_is_an_initial_and_no_title():
    assert [token.text for token in names.parse("ส. ธนา").tokens] == ["ส", "ธนา"]


def test_a_burmese_rank_is_taken_off_where_it_is_no_part_of_a_name():
    ranked = names.parse("ဗိုလ်ချုပ်အောင်ဆန်း")
    assert [token.text for token in ranked.tokens] == ["အောင်", "ဆန်း"]
    assert names.parse("ဗိုလ်ဗိုလ်").dropped == ()


def test_san_is_a_burmese_name_and_no_form_of_address():
    assert names.parse("Khin San").dropped == ()


def test_zawgyi_hla_before_an_e_is_told_from_unicode():
    assert names.parse("လွေမ").clean == "လှမေ"


@pytest.mark.parametrize(
    "word",
    ["ณัฐพงษ์ประเสริฐ", "ព័ន្ធមុនីរ័ត្ន", "চট্টোপাধ্যায়", "ገብረእግዚአብሔር", "இராஜவரோதயம்", "ວົງພະຈັນ", "Ευτυχία"],
)
def test_a_word_has_twelve_variants_at_most_best_first_each_once(word):
    variants = names.parse(word).tokens[0].variants
    weights = [variant.weight for variant in variants]
    assert 1 < len(variants) <= 12
    assert weights == sorted(weights, reverse=True)
    assert len({variant.latin for variant in variants}) == len(variants)


@pytest.mark.parametrize("file", sorted(HERE.glob("people_*.tsv")), ids=lambda file: file.stem)
def test_public_figures_are_found_by_their_latin_names(file):
    pairs = [line.split("\t") for line in file.read_text(encoding="utf-8").splitlines()[::4]]
    ranked = names.rank([native for native, _ in pairs], [one.split("|")[0] for _, one in pairs])
    hits = [
        one.matches[0].candidate == latin.split("|")[0]
        for one, (_, latin) in zip(ranked, pairs, strict=True)
    ]
    assert sum(hits) / len(hits) >= 0.96


def test_every_script_with_figures_has_a_module():
    assert {"greek", "ethiopic", "lao", "hiragana", "katakana", "tamil"} <= MODULES.keys()

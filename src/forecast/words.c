/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Families of dishes by words of the menu. Texts are folded (lower case, no accents, oe for the
 * ligature) before a word is looked for anywhere in them, since Swedish compounds put the telling
 * part first or last ("torskrygg", "ugnsbakad lax"). Words are separated by '|'. */
#include "forecast/panel.h"

#include <string.h>

static const struct family {
    const char *name;
    const char *sv, *fr;
} families[] = {
    {"fries", "pommes|klyftpotatis|rostad potatis|strips",
     "frites|rissol|potatoes|pommes noisette"},
    {"pizza", "pizza", "pizza"},
    {"fish", "fisk|lax|torsk|sej|kolja|stromming|sill|tonfisk|alaska|pangasius|spatta|rodspatta",
     "poisson|saumon|lieu|thon|colin|merlu|cabillaud|filet de p|brandade|fish|hoki|dos de|limande"},
    {"breaded", "panerad|nugget|schnitzel|krokett|cordon",
     "pane|nugget|cordon|croq|beignet|cromes"},
    {"pork", "flask|skinka|korv|bacon|kassler|isterband|falukorv|carbonara|karre",
     "porc|jambon|sauciss|lard|roti de p|chipo|tartiflette|carbonara|knack"},
    {"egg", "omelett|agg|frittata|quiche", "omelette|oeuf|uf dur|quiche"},
    {"greens", "spenat|broccoli|blomkal|rotsaksgratang|ratatouille|kalsoppa|gronsaksbiff",
     "epinard|blette|choux de brux|endive|brocol|choux fleur|chou-fleur|courgette|haricots beurre|"
     "salsifi|navet|ratatouille|gratin"},
    {"pasta", "pasta|spaghetti|makaron|lasagne|tagliatelle|penne|bolognese|ravioli",
     "pates|coquillette|torti|spaghet|macaroni|lasagne|ravioli|bologn|penne|tagliat|farfalle|"
     "papillon"},
    {"mash", "mos|pytt|potatisbullar|raggmunk|shepherd", "hachis|parmentier|puree"},
    {"chicken", "kyckling|kalkon", "poulet|pilon|volaille|dinde|cuisse"},
    {"beef", "kottbull|biff|nottkott|kottfars|hamburgare|jarpar|kottgryta|kalops",
     "boeuf|b uf|steak|hache|burger|boulette"},
    {"stew", "lamm|kalv|gryta|stroganoff", "veau|blanquette|agneau"},
    {"spiced", "tikka|curry|chili|taco|couscous|paella|wok",
     "couscous|semoule|tajine|paella|chili"},
    {"pulses", "lins|bonor|kikart|soja|quorn|falafel|vegobiff|vegetarisk",
     "lentille|soja|pois chiche|galette|haricots rouge|quinoa|ble "},
    {"rice", "ris |risotto|risgryn|med ris", "riz"},
    {"burger", "hamburgare|tunnbrodsrulle|kebab|wrap|tortilla",
     "hamburger|burger|hot dog|kebab|tacos"},
    {"feast", "julbord|jultallrik|jullunch|paskbuffe|skolavslutning|avslutning",
     "noel|repas de fete|buche|chapon"},
    {"sweet", "pannkak|vaffl|grot|plattar|glass|kaka",
     "glace|eclair|ile flottante|gateau|mousse|creme|beignet"},
    {"offal", "lever|blodpudding|kroppkak|palt|lungmos",
     "foie|langue|rognon|boudin|tripes|cervelas"},
    {"soup", "soppa", ""},
};
enum { N_FAMILIES = sizeof families / sizeof *families, CAP_TEXT = 2048, CAP_WORD = 64 };

int sk__family_count(void) { return N_FAMILIES; }
const char *sk__family_name(int i) { return families[i].name; }

/* One letter of U+00C0..U+017F without its accent; 0 = not a letter that is folded. */
static char fold(unsigned cp)
{
    static const char latin1[] = "aaaaaaaceeeeiiiidnooooo ouuuuy  aaaaaaaceeeeiiiidnooooo ouuuuy y";
    if (cp >= 0xC0 && cp <= 0xFF) return latin1[cp - 0xC0];
    return 0;
}

static void fold_text(const char *s, char out[CAP_TEXT])
{
    size_t n = 0;
    for (const unsigned char *c = (const unsigned char *)s; *c && n + 3 < CAP_TEXT; c++) {
        if (*c < 0x80) {
            out[n++] = (char)(*c >= 'A' && *c <= 'Z' ? *c + 32 : *c);
        } else if ((*c & 0xE0) == 0xC0 && (c[1] & 0xC0) == 0x80) {
            unsigned cp = ((*c & 0x1Fu) << 6) | (c[1] & 0x3Fu);
            if (cp == 0x152 || cp == 0x153) {
                out[n++] = 'o';
                out[n++] = 'e';
            } else {
                char f = fold(cp);
                out[n++] = f ? f : ' ';
            }
            c++;
        }
    }
    out[n++] = ' '; /* so that a word with a closing space is found at the end */
    out[n] = '\0';
}

static bool has_word(const char *text, const char *words)
{
    while (*words) {
        size_t n = strcspn(words, "|");
        char w[CAP_WORD];
        if (n < sizeof w) {
            memcpy(w, words, n);
            w[n] = '\0';
            if (strstr(text, w)) return true;
        }
        words += n + (words[n] == '|');
    }
    return false;
}

uint32_t sk__family_bits(const char *text, bool french)
{
    char t[CAP_TEXT];
    uint32_t bits = 0;
    fold_text(text, t);
    for (int i = 0; i < N_FAMILIES; i++)
        if (has_word(t, french ? families[i].fr : families[i].sv)) bits |= 1u << i;
    return bits;
}

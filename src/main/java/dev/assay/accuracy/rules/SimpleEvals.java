package dev.assay.accuracy.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The rules for choices of openai/simple-evals at commit ee3b031: the letter behind "Answer:", which must be written in capitals to be right. */
final class SimpleEvals {
    private static final Pattern ENGLISH =
            Pattern.compile("answer[ \\t]*:[ \\t]*\\$?([a-d])", Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    /** Marks of emphasis and LaTeX, in the order in which they are removed. */
    private static final List<String> MARKUP = List.of(
            "**",
            "$\\boxed{",
            "}$",
            "\\$",
            "$\\text{",
            "$",
            "\\mathrm{",
            "\\{",
            "\\text",
            "\\(",
            "\\mathbf{",
            "{",
            "\\boxed");

    private static final List<Announcement> ANNOUNCEMENTS = announcements();
    private static final String COLONS = ":：ঃ";
    /** Letters of other scripts: the Latin letter that each stands for is at the same place of the other text. */
    private static final String OTHER_LETTERS = "أبجدঅবডঢＡＢＣＤ";

    private static final String THEIR_LETTERS = "ABCDABCDABCD";

    private SimpleEvals() {}

    /** What a text announces its answer with: a word, then perhaps white space, then a colon. */
    private record Announcement(String word, boolean spaced, String colon) {
        boolean endsAt(String text, int colonAt) {
            if (!text.startsWith(colon, colonAt)) {
                return false;
            }
            var end = colonAt;
            while (spaced && end > 0 && PythonText.isSpace(text.charAt(end - 1))) {
                end--;
            }
            return text.regionMatches(true, end - word.length(), word, 0, word.length());
        }
    }

    /** The order matters: the first announcement that the text has decides, wherever it is. */
    private static List<Announcement> announcements() {
        var all = new ArrayList<Announcement>();
        all.add(new Announcement("Answer", true, ":"));
        all.add(new Announcement("Answer", true, ":" + "\u200b".repeat(6)));
        spaced("উত্তর", "उत्तर").forEach(all::add);
        all.add(new Announcement("উত্তর", false, "ঃ"));
        spaced("Antwort", "답변", "정답", "답").forEach(all::add);
        for (var word : List.of("答案", "答")) {
            all.add(new Announcement(word, true, "："));
            all.add(new Announcement(word, true, ":"));
        }
        all.add(new Announcement("答复", true, "："));
        all.add(new Announcement("答曰", true, "："));
        Stream.of(
                        "الإجابة",
                        "الجواب",
                        "إجابة",
                        "الإجابة النهائية",
                        "الإجابة الصحيحة",
                        "الإجابة الصحيحة هي",
                        "الإجابة هي",
                        "الجواب النهائي")
                .map(word -> new Announcement(word, false, ":"))
                .forEach(all::add);
        spaced("Respuesta", "Risposta").forEach(all::add);
        for (var word : List.of("答え", "回答")) {
            all.add(new Announcement(word, true, ":"));
            all.add(new Announcement(word, true, "："));
        }
        spaced("解答", "Jawaban", "Réponse", "Resposta", "Jibu", "Idahun").forEach(all::add);
        // The accents of these are partly characters of their own, as they are in simple-evals.
        spaced(
                        "\u00ccd\u00e1h\u00f9n",
                        "Id\u00e1h\u00f9n",
                        "A\u0300m\u1ecd\u0300na\u0300",
                        "\u00c0d\u00e1h\u00f9n",
                        "A\u0300nu\u0301go\u0323",
                        "\u00c0\u1e63\u00e0y\u00e0n")
                .forEach(all::add);
        return List.copyOf(all);
    }

    private static Stream<Announcement> spaced(String... words) {
        return Stream.of(words).map(word -> new Announcement(word, true, ":"));
    }

    /** MMLU: one of 42 announcements in many languages, marks of emphasis and LaTeX removed; letters of some other scripts count too. */
    static RuleScore mmlu(RightAnswer.Choice right, String text) {
        var bare = text;
        for (var mark : MARKUP) {
            bare = bare.replace(mark, "");
        }
        var best = ANNOUNCEMENTS.size();
        var found = "";
        for (var at = 0; at < bare.length(); at++) {
            if (COLONS.indexOf(bare.charAt(at)) < 0) {
                continue;
            }
            for (var i = 0; i < best; i++) {
                var announcement = ANNOUNCEMENTS.get(i);
                if (announcement.endsAt(bare, at)) {
                    var letter = letter(bare, at + announcement.colon.length());
                    if (!letter.isEmpty()) {
                        best = i;
                        found = letter;
                    }
                }
            }
        }
        return found.isEmpty() ? RuleScore.NOTHING : score(right, found);
    }

    private static String letter(String text, int from) {
        var at = from;
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
        if (at == text.length()) {
            return "";
        }
        var letter = text.charAt(at);
        var other = OTHER_LETTERS.indexOf(letter);
        if (other >= 0) {
            return THEIR_LETTERS.substring(other, other + 1);
        }
        var latin = (letter >= 'A' && letter <= 'D') || (letter >= 'a' && letter <= 'd');
        var alike = (letter >= '\u0623' && letter <= 'د') || (letter >= 'ａ' && letter <= 'ｄ');
        return latin || alike ? Character.toString(letter) : "";
    }

    /** GPQA, in English only: the letter that follows the first "Answer:". */
    static RuleScore gpqa(RightAnswer.Choice right, String text) {
        var matcher = ENGLISH.matcher(text);
        return matcher.find() ? score(right, matcher.group(1)) : RuleScore.NOTHING;
    }

    private static RuleScore score(RightAnswer.Choice right, String letter) {
        return new RuleScore(letter, letter.equals(right.letter()));
    }
}

package dev.assay.accuracy.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The marks with which texts declare an option as their answer, in the languages that models answer in. */
final class ChoiceMarks {
    private static final String LETTER = "(?<![\\p{IsLatin}\\p{IsCyrillic}\\p{IsGreek}\\p{N}_'])[(\\[]?(?-i:(["
            + OptionLetter.LETTERS + "]))[)\\]]?";

    private static final String NOUN =
            "(?:answer|option|choice|letter|alternative|antwort|lösung|réponse|respuesta|opci[óo]n|risposta|opzione|resposta|alternativa|op[çc][ãa]o|jawaban|antwoord)";
    private static final String QUALITY =
            "(?:\\s+(?:correcte?|correcta|corretta|correta|certa|juste|exacte|esatta|giusta|right|best|final))?";
    private static final String OF_WHAT = "(?:\\s+(?:to|for|of) (?:the|this) (?:\\p{L}{1,12} )?(?:question|problem))?";
    /** Verbs that make a statement of it. A denial after them is no declaration. */
    private static final String VERB =
            "(?:is|would be|should be|must be|equals|ist|lautet|wäre|est|es|sería|è|é|sarebbe|seria)";

    private static final String NO = "(?!\\s*(?:not|never|nicht|kein\\p{L}{0,2}|pas|no|non|não|neither)(?!\\p{L}))";

    private static final String LABEL = "(?<!\\p{L})(?:" + NOUN + QUALITY + OF_WHAT + "(?:(?:\\s+" + VERB
            + ")?[\"'*_]*\\s*[:=](?!=)|\\s+" + VERB + "(?!\\p{L})" + NO + ")"
            + "|(?:i|we)(?:'d| would| will|'ll)?\\s+(?:choose|pick|select|go with)(?!\\p{L})" + NO
            + "|richtig\\s+ist(?!\\p{L})" + NO + ")";
    private static final String CHINESE = "答案?\\s*[\"'*_]*\\s*:|答案\\s*(?:应该|應該|应|應)?\\s*(?:[是为為]|[选選](?![项項]))\\s*:?"
            + "|选项\\s*[是为]\\s*:?|選項\\s*[是為]\\s*:?|(?<![不别未]|不[能要应该可会得]|不应该|无法)(?:选择|選擇|选|選)\\s*:?\\s*(?=[(\\[\"'*]?[A-J])";
    private static final String OTHERS = "(?:答え|正解|正答|解答|回答|選択肢)\\s*(?:は|が|:)\\s*:?|(?:정답|답)(?:은|는|\\s*:)\\s*:?"
            + "|ответ(?:ом)?\\s*(?:[:—-]|является|(?= [A-J]))|вариант\\s*:|(?<!\\p{L})(?:odpowiedź|cevap|yanıt|đáp án|الإجابة|الجواب|उत्तर|ans)\\s*[\"'*_]*\\s*:|(?:الإجابة|الجواب)(?: الصحيحة| الصحيح)? (?:هي|هو)|đáp án(?: đúng)? là|jawaban(?: yang benar)? adalah";
    private static final String HEADING =
            "^[#*_> \\t]*(?:the )?(?:final |correct )?(?:answer|antwort|réponse|respuesta|risposta|resposta|最终答案|答案)[#*_: \\t]*$";

    private static final String FIRST = "#<\\aAoOcClLrRjJiIwWyYđĐاउ答选選正解回정답оОвВ";

    /** What declares the answer that follows it: a label, a heading, a tag or a box. */
    private static final Pattern BEFORE = Pattern.compile(
            "(?:(?<!#)#{4,}+|" + LABEL + "|" + CHINESE + "|" + OTHERS
                    + "|(?<tag><(?:final[_ -]?)?answer>)|(?<box>\\\\boxed\\s*\\{))|" + HEADING,
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.MULTILINE);

    private static final String LETTER_STARTS = "ABCDEFGHIJАСН([";

    /** A letter that is declared by what follows it: {@code B is correct}. */
    private static final Pattern BEHIND = Pattern.compile(
            LETTER
                    + "(?:\\s+(?:option|choice|answer))?(?:\\s+(?:is|ist|est|es|è|é)\\s+(?:(?:the|my|our|die|la|a)\\s+)?(?:most\\s+)?"
                    + "(?:answer|correct|right|best|richtig|correcte?|correcta|corretta|correta|certa|bonne|juste)(?!\\p{L})"
                    + "|\\s*(?:选项|選項|项)?\\s*(?:是正确|正确|是對|是对)(?!的?吗)|\\s*が(?:正解|正しい|正答)(?!では|じゃ)|\\s*[이가]\\s*정답(?!이?\\s*아))",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    /** Another letter after a letter: two options and not one. */
    static final Pattern SEVERAL = Pattern.compile(
            "\\s*(?:[,;/&+、]|\\.(?=\\s)|-|to|and|or|und|oder|et|ou|y|e|o|и|или|和|或者?|还是|與|与|と|か|과|와|또는)\\s*(?:(?i:and|or|option|choice|maybe|perhaps|possibly|also)\\s+){0,3}"
                    + "[(\\[\"'*]*[" + OptionLetter.LETTERS + "](?![\\p{IsLatin}\\p{IsCyrillic}\\p{IsGreek}\\p{N}_'#^])"
                    + "(?=[)\\]\"'*]*\\s*(?:$|\\n|[.,;:!?/&+、。]|(?:and|or|are|und|oder|et|ou|y|e|o|sind|sont)(?!\\p{L})|\\p{IsHan}))");

    /** Words after a letter that deny it. */
    static final Pattern DENIED = Pattern.compile(
            "[\\s,:-]*(?:(?:is|was|are|ist|est|es|è|é)\\s+(?:not|nicht|pas|wrong|incorrect|false|falsch|fausse?|incorrecta?|falsa?|errata)(?!\\p{L})|isn't"
                    + "|(?:can|could|cannot|should)\\s*(?:not)?\\s+be\\s+(?:ruled|excluded|eliminated)"
                    + "|不|是错|错|では|じゃ|[이가]\\s*(?:아|틀)|не\\s)",
            Pattern.CASE_INSENSITIVE);

    /** The beginning of a declaration that names no option, or more than one. */
    static final Pattern UNDECIDED = Pattern.compile(
            "[\\s\"'*:-]*(?:not|never|neither|either|both|between|nicht|weder|entweder|sowohl|ni|soit|tanto|né|nem|ambos|不是|既不是)(?!\\p{IsLatin})"
                    + ".{0,40}?(?<![\\p{L}\\p{N}])[A-J](?![\\p{IsLatin}\\p{N}'+#]).*",
            Pattern.DOTALL);

    private ChoiceMarks() {}

    /** Returns the marks of a text that declare what follows them. */
    static List<MatchResult> before(String text) {
        return matches(BEFORE, text, ChoiceMarks::mayBeginMark);
    }

    /** Returns the letters of a text that are declared by what follows them: group 1. */
    static List<MatchResult> behind(String text) {
        return matches(BEHIND, text, (all, at) -> LETTER_STARTS.indexOf(all.charAt(at)) >= 0);
    }

    private static boolean mayBeginMark(String text, int at) {
        return at == 0 || text.charAt(at - 1) == '\n' || FIRST.indexOf(text.charAt(at)) >= 0;
    }

    /** Looks only at places where a match may begin: at each place of a long text the pattern would take ten times as long. */
    private static List<MatchResult> matches(Pattern pattern, String text, Start start) {
        var matches = new ArrayList<MatchResult>();
        var matcher = pattern.matcher(text).useTransparentBounds(true).useAnchoringBounds(false);
        for (var at = 0; at < text.length(); at++) {
            if (start.isAt(text, at) && matcher.region(at, text.length()).lookingAt()) {
                matches.add(matcher.toMatchResult());
                at = Math.max(at, matcher.end() - 1);
            }
        }
        return matches;
    }

    /** Whether a match may begin at a place of a text. */
    private interface Start {
        boolean isAt(String text, int at);
    }
}

package dev.assay.accuracy.text;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The letter of an option at the beginning of a text.
 *
 * @param index the place of the option that it names, from 0; the question may have fewer options
 * @param rest what follows the letter and its bracket
 * @param closed whether a bracket closes behind it
 * @param firm whether it cannot be a word: the article "A", the pronoun "I", or the first part of a name such as "C major"
 */
record OptionLetter(int index, String rest, boolean closed, boolean firm) {
    /** Letters that look like those of options. Of the Cyrillic ones only those that cannot mean another option: В is the third letter there. */
    static final String LETTERS = "A-JАСН";

    private static final String CYRILLIC = "АСН";
    private static final String AS_LATIN = "ACH";

    /** Words that may stand between the mark that declares an answer and its letter, in the languages of {@link ChoiceMarks}. */
    private static final String FILLERS =
            "(?i:the|option|choice|letter|alternative|answer|correct|right|best|final|is|it is|it's|it must be|that is|that's"
                    + "|i think|i believe|would be|should be|must be|clearly|definitely|probably|most likely|likely|therefore|thus|hence|so|choose"
                    + "|die|der|das|antwort|buchstabe|möglichkeit|also|la|le|l'|lettre|lettera|letra|réponse|respuesta|resposta|risposta"
                    + "|opci[óo]n|op[çc][ãa]o|opzione|alternativa|donc|quindi|portanto|вариант|буква|ответ)(?![\\p{L}\\d])\\s*+"
                    + "|(?i:por lo tanto|a(?= [A-J](?![\\p{L}\\d])| letra| op[çc][ãa]o| alternativa)|é|è)\\s++"
                    + "|(?:选项|選項|选择|選擇|应该|應該|选|選|是|为|為|即|选择肢|選択肢|記号|번|보기|선택지)\\s*+";

    /** Not so after a letter: the rest of a word, of a name ({@code C++}, {@code B-cell}, {@code A.I.}), or of a formula. */
    static final String WORD_GOES_ON =
            "(?![\\p{IsLatin}\\p{IsCyrillic}\\p{IsGreek}\\p{N}#^]|\\*{1,2}[\\p{L}\\p{N}]|['_]+[\\p{L}\\p{N}]|\\+(?! ?[A-J](?![\\p{L}\\p{N}])))"
                    + "(?![-&./]\\p{L}[\\p{L}.])";

    private static final String BEFORE = "[\\s\"'`*_:>=$«「『“‘„→⇒∴✅✔-]*+";

    private static final Pattern START = Pattern.compile(BEFORE + "(?:(?:" + FILLERS + ")" + BEFORE + "){0,12}+"
            + "(?:(?<open>[(\\[{])\\s*+(?<inside>[" + LETTERS + "a-j])\\s*+[)\\]}]|(?<bare>[" + LETTERS
            + "a-j])(?<close>[)\\]]?))"
            + WORD_GOES_ON + "[\"'`*_$»」』”’]*+");
    /** What may follow a bare letter: the end of the line or sentence, a mark, or a script that does not separate words. */
    private static final Pattern FIRM = Pattern.compile(
            "\\s*+(?:$|\\n|[.,;:!?)/}\\]\\[({>\"。、]|[-—–→](?!\\p{L})|<|&|\\+|=>|[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsHangul}])");
    /** Words with which a sentence goes on after its answer. The article "a" and the pronoun "I" are not followed by them. */
    private static final Pattern CONTINUED = Pattern.compile(
            "\\s+(?i:because|since|as|for|which|that|and|or|but|is|isn't|was|would|are|due|given|therefore|thus|hence|not|with|weil|da|denn|und|oder"
                    + "|ist|car|parce|puisque|et|ou|est|porque|ya|pues|y|o|u|perch[ée]|poich[ée]|e|pois|потому|так|и|или|то)(?!\\p{L}).*",
            Pattern.DOTALL);

    /** Reads the letter with which a text begins; words that only announce it are skipped. Empty if it begins with something else. */
    static Optional<OptionLetter> at(String text) {
        var start = START.matcher(text);
        return start.lookingAt() ? of(start, text.substring(start.end())) : Optional.empty();
    }

    private static Optional<OptionLetter> of(Matcher start, String rest) {
        var bracketed = start.group("inside") != null;
        var written = bracketed ? start.group("inside") : start.group("bare");
        var closed = bracketed || !start.group("close").isEmpty();
        var firm = closed || FIRM.matcher(rest).lookingAt();
        if (!firm && Character.isLowerCase(written.charAt(0))) {
            return Optional.empty();
        }
        return Optional.of(new OptionLetter(
                index(written.charAt(0)),
                rest,
                closed,
                firm || CONTINUED.matcher(rest).matches()));
    }

    /** Returns the place of the option that a letter names. */
    static int index(char letter) {
        var latin = CYRILLIC.indexOf(letter);
        return (latin < 0 ? Character.toUpperCase(letter) : AS_LATIN.charAt(latin)) - 'A';
    }
}

package dev.assay;

import static dev.assay.Code.assertNone;

import dev.assay.Code.Source;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rules of the house that only the source text can show. */
class SourceRulesTest {
    private static final int LONGEST_FILE = 400;
    private static final Set<String> ROOMS_WITHOUT_JAVADOC = Set.of("", "suite");
    private static final Pattern PUBLIC_TYPE = Pattern.compile(
            "^public (?:(?:final|abstract|sealed|non-sealed) )*(?:class|record|enum|interface|@interface) (\\w+)",
            Pattern.MULTILINE);
    /** A Javadoc comment, then at most annotations, then the type. */
    private static final Pattern JAVADOC_BEFORE_TYPE =
            Pattern.compile("(?s).*/\\*\\*(?:(?!\\*/).)*\\*/\\s*(?:@(?!.*;).*)?");

    @Test
    void everyRoomHasADoorSign() {
        var signs = Code.sources().stream().filter(Source::isPackageInfo).toList();
        var signed = signs.stream().map(sign -> sign.path().getParent()).collect(Collectors.toSet());
        var unsigned = Code.sources().stream()
                .filter(source -> !source.room().isEmpty())
                .map(source -> source.path().getParent())
                .filter(room -> !signed.contains(room))
                .map(room -> room + " has no package-info.java");

        assertNone(
                "Every room has a package-info.java with @NullMarked that says In:, Out:, Never: and Start at.",
                Stream.concat(unsigned, signs.stream().flatMap(SourceRulesTest::missingOn)));
    }

    private static Stream<String> missingOn(Source sign) {
        var prose = sign.text().replaceAll("\\s*\\n \\*\\s*(<p>)?", " ").replaceAll("\\s+", " ");
        var missing = Stream.of("In:", "Out:", "Never:", "Start at")
                .filter(sentence -> !Pattern.compile("[.:;)] " + sentence + " \\S")
                        .matcher(prose)
                        .find())
                .map(sentence -> sign.path() + " has no sentence that starts with '" + sentence + "'");
        return sign.text().contains("NullMarked\npackage ")
                ? missing
                : Stream.concat(missing, Stream.of(sign.path() + " has no @NullMarked"));
    }

    @Test
    void noSourceFileIsTooLong() {
        assertNone(
                "A file over " + LONGEST_FILE + " lines is two files.",
                Code.sources().stream()
                        .filter(source -> source.lines().size() > LONGEST_FILE)
                        .map(source -> source.path() + " has " + source.lines().size() + " lines"));
    }

    @Test
    void everyPublicTypeSaysWhatItIs() {
        assertNone(
                "Every public top-level type has a Javadoc comment.",
                Code.sources().stream()
                        .filter(source -> !ROOMS_WITHOUT_JAVADOC.contains(source.room()))
                        .flatMap(SourceRulesTest::typesWithoutJavadoc));
    }

    private static Stream<String> typesWithoutJavadoc(Source source) {
        return PUBLIC_TYPE
                .matcher(source.text())
                .results()
                .filter(type -> !JAVADOC_BEFORE_TYPE
                        .matcher(source.text().substring(0, type.start()))
                        .matches())
                .map(type -> source.path() + " has no Javadoc on " + type.group(1));
    }
}

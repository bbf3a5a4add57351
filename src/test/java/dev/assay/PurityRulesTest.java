package dev.assay;

import static dev.assay.Code.assertNone;
import static dev.assay.Code.roomOf;
import static dev.assay.Code.topLevelName;

import com.tngtech.archunit.core.domain.JavaClass;
import dev.assay.Code.Use;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a pure room may not touch, so that the same run directory always gives the same bytes. */
class PurityRulesTest {
    private static final Set<String> PURE_ROOMS = Set.of(
            "input",
            "stats",
            "plan",
            "trace",
            "recording",
            "prompt",
            "figures",
            "accuracy",
            "protocol",
            "audits",
            "tools",
            "gate",
            "plant",
            "proposals",
            "report",
            "shards");
    private static final Set<String> ROOMS_WITHOUT_FILES = Set.of(
            "stats",
            "plan",
            "trace",
            "prompt",
            "figures",
            "accuracy",
            "protocol",
            "audits",
            "tools",
            "gate",
            "plant",
            "proposals",
            "shards");

    @Test
    void pureRoomsOpenNoSocket() {
        forbidInPureRooms(
                "A pure room opens no socket; java.net.URI is fine.",
                "java\\.net\\.(?!(URI|URISyntaxException|URLEncoder|URLDecoder)$).*|javax\\.net\\..*|com\\.sun\\.net\\..*"
                        + "|java\\.nio\\.channels\\.(.*Socket.*|DatagramChannel|Selector)",
                "");
    }

    @Test
    void pureRoomsStartNoThread() {
        forbidInPureRooms(
                "A pure room has no thread and no executor, but for the class that computes on several cores.",
                Set.of(Code.CORES),
                "java\\.lang\\.Thread(Group|\\$.*)?|java\\.util\\.Timer(Task)?"
                        + "|java\\.util\\.concurrent\\.(.*Execut.*|.*Fork.*|.*Future.*|Completion.*|Flow.*|StructuredTask.*"
                        + "|CountDownLatch|CyclicBarrier|Phaser|Semaphore)",
                ".*\\.parallel(Stream)?\\(\\)|java\\.util\\.Arrays\\.parallel.*");
    }

    @Test
    void pureRoomsReadNoClock() {
        forbidInPureRooms(
                "A pure room reads no clock: times come in as arguments.",
                "java\\.util\\.Calendar",
                "java\\.lang\\.System\\.(nanoTime|currentTimeMillis)\\(\\)|java\\.time\\..*\\.now\\((java\\.time\\.ZoneId)?\\)"
                        + "|java\\.time\\.(Clock|InstantSource)\\.(system|tickM|tickS).*|java\\.util\\.Date\\.<init>\\(\\)");
    }

    @Test
    void pureRoomsReadNoEnvironment() {
        forbidInPureRooms(
                "A pure room reads nothing of the machine it runs on: settings come in as arguments.",
                "java\\.lang\\.(Runtime|Process.*)|java\\.lang\\.management\\..*",
                "java\\.lang\\.System\\.(getenv|.*Propert.*|lineSeparator)\\(.*"
                        + "|java\\.lang\\.(Boolean\\.getBoolean|Integer\\.getInteger|Long\\.getLong)\\(.*"
                        + "|java\\.util\\.(Locale|TimeZone)\\.getDefault\\(.*|java\\.time\\.ZoneId\\.systemDefault\\(\\)"
                        + "|java\\.nio\\.charset\\.Charset\\.defaultCharset\\(\\)");
    }

    @Test
    void pureRoomsFormatInANamedLocale() {
        forbidInPureRooms(
                "A pure room names the locale of what it formats: Locale.ROOT, or the language of the report.",
                "",
                "java\\.lang\\.String\\.(format\\(java\\.lang\\.String, .*|formatted\\(.*|to(Lower|Upper)Case\\(\\))"
                        + "|java\\.io\\.Print(Stream|Writer)\\.(printf|format)\\(java\\.lang\\.String, .*"
                        + "|java\\.util\\.Formatter\\.<init>\\((?!.*Locale).*|java\\.text\\.NumberFormat\\.get.*\\(\\)"
                        + "|java\\.(text\\.DecimalFormat\\.<init>|time\\.format\\.DateTimeFormatter\\.ofPattern)"
                        + "\\((java\\.lang\\.String)?\\)");
    }

    @Test
    void pureRoomsDrawNoUnseededRandomness() {
        forbidInPureRooms(
                "A pure room draws from a seed that came in as an argument.",
                "java\\.util\\.concurrent\\.ThreadLocalRandom|java\\.security\\.SecureRandom",
                "java\\.lang\\.(Strict)?Math\\.random\\(\\)|java\\.util\\.(Splittable)?Random\\.<init>\\(\\)"
                        + "|java\\.util\\.UUID\\.randomUUID\\(\\)|java\\.util\\.Collections\\.shuffle\\(java\\.util\\.List\\)"
                        + "|java\\.util\\.random\\.RandomGenerator\\.(of|getDefault)\\(.*|java\\.util\\.random\\..*\\.create\\(\\)");
    }

    @Test
    void onlyRoomsWithFilesOpenFiles() {
        var file =
                "java\\.nio\\.file\\.Files|java\\.io\\.(File|RandomAccessFile).*|java\\.nio\\.channels\\..*FileChannel";
        assertNone(
                "Files are read in input, read and written in recording's classes *File, *Directory, *Reader, *Writer, written in report.",
                Code.typesUsed()
                        .filter(use ->
                                ROOMS_WITHOUT_FILES.contains(roomOf(use.user())) || isPlainRecordingClass(use.user()))
                        .filter(use -> !topLevelName(use.user()).equals(Code.TOKENIZER))
                        .filter(use -> use.target().matches(file))
                        .map(Use::where));
    }

    @Test
    void reportWritesFilesAndReadsNone() {
        var read =
                "java\\.nio\\.file\\.Files\\.(read|lines|newInput|newBufferedReader).*|java\\.io\\.File(Reader|InputStream)\\..*";
        assertNone(
                "report only writes; what it shows comes in as arguments.",
                Code.membersUsed()
                        .filter(use -> roomOf(use.user()).equals("report"))
                        .filter(use -> use.target().matches(read))
                        .map(Use::where));
    }

    private static boolean isPlainRecordingClass(JavaClass type) {
        return roomOf(type).equals("recording") && !topLevelName(type).matches(".*(File|Directory|Reader|Writer)");
    }

    private static void forbidInPureRooms(String rule, String types, String members) {
        forbidInPureRooms(rule, Set.of(), types, members);
    }

    private static void forbidInPureRooms(String rule, Set<String> allowed, String types, String members) {
        assertNone(
                rule,
                Stream.concat(
                                Code.typesUsed().filter(use -> use.target().matches(types)),
                                Code.membersUsed().filter(use -> use.target().matches(members)))
                        .filter(use -> PURE_ROOMS.contains(roomOf(use.user())))
                        .filter(use -> !allowed.contains(topLevelName(use.user())))
                        .filter(use -> !topLevelName(use.user()).equals(Code.TOKENIZER))
                        .map(Use::where));
    }
}

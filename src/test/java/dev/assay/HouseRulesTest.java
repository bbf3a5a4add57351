package dev.assay;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static dev.assay.Code.assertNone;
import static dev.assay.Code.roomOf;
import static dev.assay.Code.topLevelName;
import static java.util.Map.entry;
import static java.util.stream.Collectors.groupingBy;

import com.tngtech.archunit.core.domain.JavaClass;
import dev.assay.Code.Arrow;
import dev.assay.Code.Source;
import dev.assay.Code.Use;
import dev.assay.testing.SmallServer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The rules of the house that byte code can show; CONTRIBUTING.md has the picture of the rooms. */
class HouseRulesTest {
    private static final int ABOVE_ALL_ROOMS = 10;
    private static final int MOST_FILES = 25;
    private static final int MOST_LINES = 2500;
    private static final Map<String, Integer> FLOORS = Map.ofEntries(
            entry("input", 1),
            entry("stats", 1),
            entry("plan", 2),
            entry("trace", 2),
            entry("recording", 2),
            entry("prompt", 2),
            entry("figures", 3),
            entry("accuracy", 3),
            entry("protocol", 3),
            entry("server", 3),
            entry("replay", 3),
            entry("wire", 3),
            entry("environment", 3),
            entry("shards", 3),
            entry("starts", 4),
            entry("audits", 4),
            entry("tools", 4),
            entry("load", 4),
            entry("baseline", 5),
            entry("gate", 5),
            entry("plant", 5),
            entry("calibration", 5),
            entry("proposals", 6),
            entry("report", 6),
            entry("run", 7),
            entry("suite", 8),
            entry("cli", 9));
    private static final Set<String> DESK_WING = Set.of(
            "figures",
            "accuracy",
            "protocol",
            "starts",
            "audits",
            "tools",
            "baseline",
            "gate",
            "plant",
            "proposals",
            "report");
    private static final Set<String> LIVE_WING =
            Set.of("wire", "server", "replay", "load", "calibration", "environment");
    /** Package prefixes of a library, and the rooms (or the one class) that may use it. */
    private static final Map<String, Set<String>> HOMES = Map.ofEntries(
            entry("java\\.net\\.http\\.", Set.of("wire")),
            entry("(com\\.github\\.tomakehurst\\.wiremock|wiremock|org\\.wiremock)\\.", Set.of("replay")),
            entry("(org\\.testcontainers|com\\.github\\.dockerjava)\\.", Set.of("server")),
            entry("ai\\.djl\\.", Set.of(Code.TOKENIZER)),
            entry("org\\.(junit|opentest4j|apiguardian)\\.", Set.of("suite")),
            entry("org\\.apache\\.commons\\.statistics\\.", Set.of("stats")),
            entry(
                    "(tools\\.jackson|com\\.fasterxml\\.jackson)\\.",
                    Set.of("input", "trace", "recording", "wire", "baseline", "report", "server", "replay")),
            entry("picocli\\.", Set.of("cli")),
            entry("org\\.snakeyaml\\.", Set.of("input")),
            entry("org\\.jline\\.", Set.of("report")),
            entry("dev\\.hardwood\\.", Set.of("input")),
            entry("org\\.apache\\.commons\\.compress\\.", Set.of("input")),
            entry("com\\.(google\\.re2j|networknt)\\.", Set.of("input")),
            entry("gg\\.jte\\.", Set.of("report")),
            entry("org\\.knowm\\.xchart\\.", Set.of("report")),
            entry("org\\.jspecify\\.", FLOORS.keySet()));

    @Test
    void roomsAreFreeOfCycles() {
        slices().matching("dev.assay.(*)..")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(Code.MAIN);
    }

    @Test
    void packagesAreFreeOfCycles() {
        slices().matching("dev.assay.(**)").should().beFreeOfCycles().check(Code.MAIN);
    }

    @Test
    void packagesNameEachOtherInNoCircle() {
        var left = Code.packagesNamed();
        // Without those that name none of the others, only circles are left, and what leads to them.
        while (left.values().removeIf(named -> named.stream().noneMatch(left::containsKey))) {}
        assertNone(
                "Imports that only Javadoc needs follow the same order of packages: name the class in {@code}.",
                left.entrySet().stream().map(each -> each.getKey() + " names " + each.getValue()));
    }

    @Test
    void noPackageIsTooLarge() {
        assertNone(
                "A package with more than " + MOST_FILES + " files or " + MOST_LINES
                        + " lines is two packages; those below it do not count.",
                Code.sources().stream()
                        .collect(groupingBy(source -> source.path().getParent()))
                        .entrySet()
                        .stream()
                        .filter(each -> each.getValue().size() > MOST_FILES || lines(each.getValue()) > MOST_LINES)
                        .map(each -> each.getKey() + " has " + each.getValue().size() + " files and "
                                + lines(each.getValue()) + " lines"));
    }

    private static int lines(List<Source> sources) {
        return sources.stream().mapToInt(source -> source.lines().size()).sum();
    }

    @Test
    void everyRoomStandsOnAFloor() {
        assertNone(
                "A new room gets a floor here and in the picture in CONTRIBUTING.md.",
                Code.rooms().stream().filter(room -> !FLOORS.containsKey(room)));
    }

    @Test
    void arrowsPointDownOrStayOnTheirFloor() {
        forbidArrows(
                "A room imports only rooms on its own floor or below.",
                arrow -> floor(arrow.to()) > floor(arrow.from()));
    }

    @Test
    void deskWingNeverImportsLiveWing() {
        forbidArrows(
                "The desk wing computes from the run directory alone and never imports the live wing.",
                arrow -> DESK_WING.contains(arrow.from()) && LIVE_WING.contains(arrow.to()));
    }

    @Test
    void liveWingNeverImportsDeskWing() {
        forbidArrows(
                "The live wing records and never imports the desk wing.",
                arrow -> LIVE_WING.contains(arrow.from()) && DESK_WING.contains(arrow.to()));
    }

    @Test
    void onlyTheCommandLineImportsSuite() {
        forbidArrows(
                "suite is the top of the gate; only cli, which starts it, imports it.",
                arrow -> arrow.to().equals("suite") && !arrow.from().equals("cli"));
    }

    @Test
    void theLauncherUsesOnlyTheJdk() {
        assertNone(
                "Beside cli.launch, assay.jar has no classes: they are in the jars that it unpacks.",
                Code.typesUsed()
                        .filter(use -> use.user().getPackageName().equals("dev.assay.cli.launch"))
                        .filter(use -> !use.target()
                                .matches("(?!.*\\.).*|java\\..*|dev\\.assay\\.cli\\.launch\\..*|org\\.jspecify\\..*"))
                        .map(Use::where));
    }

    @Test
    void statsImportsNoOtherRoom() {
        forbidArrows("stats knows numbers only.", arrow -> arrow.from().equals("stats"));
    }

    @Test
    void eachLibraryHasOneHome() {
        assertNone(
                "Each library has its home rooms: wrap what you need there.",
                Code.typesUsed()
                        .filter(use -> HOMES.entrySet().stream()
                                .filter(home -> use.target().matches(home.getKey() + ".*"))
                                .anyMatch(home -> !livesIn(home.getValue(), use.user())))
                        .map(Use::where));
    }

    @Test
    void onlyPicturesDraw() {
        assertNone(
                "XChart and AWT are used only in report.pictures, which says so where a machine lacks them.",
                Code.typesUsed()
                        .filter(use ->
                                use.target().matches("(org\\.knowm\\.xchart|java\\.awt|javax\\.(imageio|swing))\\..*"))
                        .filter(use -> !use.user().getPackageName().equals("dev.assay.report.pictures"))
                        .map(Use::where));
    }

    @Test
    void noLibraryIsWithoutAHome() {
        var known = "(?!.*\\.).*|(java|javax|jdk|com\\.sun|dev\\.assay)\\..*";
        assertNone(
                "A library that is new here gets a home in HOMES first.",
                Code.typesUsed()
                        .filter(use -> !use.target().matches(known))
                        .filter(use -> HOMES.keySet().stream()
                                .noneMatch(home -> use.target().matches(home + ".*")))
                        .map(Use::where));
    }

    @Test
    void nothingIsNamedForWhatItIsNot() {
        var names = "(.*\\.(util|common|helper|misc)\\..*)|(.*(Utils|Helper|Manager|Impl))|(.*[.$]Abstract[^.$]*)";
        assertNone(
                "No package util, common, helper or misc; no class *Utils, *Helper, *Manager, *Impl or Abstract*: name the noun.",
                Stream.concat(Code.MAIN.stream(), Code.TESTS.stream())
                        .map(JavaClass::getName)
                        .filter(name -> name.matches(names)));
    }

    @Test
    void noTestIsSwitchedOff() {
        var classes = Stream.concat(Code.MAIN.stream(), Code.TESTS.stream()).toList();
        assertNone(
                "A test that is switched off shows nothing: repair it or delete it.",
                Stream.concat(
                        classes.stream()
                                .filter(type -> type.isAnnotatedWith(Disabled.class))
                                .map(JavaClass::getName),
                        classes.stream()
                                .flatMap(type -> type.getMethods().stream())
                                .filter(method -> method.isAnnotatedWith(Disabled.class))
                                .map(method -> method.getFullName())));
    }

    @Test
    void noTestSleeps() {
        assertNone(
                "A test that sleeps is slow or flaky: wait for the event, or move a manual clock.",
                Code.TESTS.stream()
                        .flatMap(type -> type.getCodeUnitAccessesFromSelf().stream())
                        .filter(call ->
                                call.getTarget().getFullName().matches("java\\..*(Thread|TimeUnit)\\.sleep\\(.*"))
                        .map(call -> call.getDescription()));
    }

    @Test
    void testsThatStartAGateOrAProcessAreSlow() {
        var starts = "dev\\.assay\\.suite\\.(GateRun\\.(in|of|grouped)|ServedGate\\.run)\\(.*"
                + "|dev\\.assay\\.calibration\\.Calibration\\.(at|warm)\\(.*"
                + "|dev\\.assay\\.testing\\.(StubSmi|SmallServer|RealProxy)\\..*"
                + "|java\\.lang\\.ProcessBuilder\\.start\\(.*";
        var profiles = Set.of("slow", "docker", "proxies", "browser", "slurm", "faults", "kills", "secrets");
        assertNone(
                "A test class that starts a gate, a process or the calibration of the client needs @Tag(\"slow\"): the quick tests run before every"
                        + " first verdict.",
                callers(starts)
                        .filter(test -> Code.TESTS
                                .get(test)
                                .tryGetAnnotationOfType(Tag.class)
                                .filter(tag -> profiles.contains(tag.value()))
                                .isEmpty()));
    }

    @Test
    void testsThatTouchWhatTheProcessSharesRunAlone() {
        var shared =
                "java\\.(util\\.Locale\\.setDefault|util\\.TimeZone\\.setDefault|lang\\.System\\.(set|clear).*)\\(.*"
                        + "|dev\\.assay\\.report\\.summary\\.Golden\\.assertSame\\(.*";
        assertNone(
                "Test classes run beside each other: one that changes what the process shares needs @Isolated. Better: hand it in.",
                callers(shared).filter(test -> !Code.TESTS.get(test).isAnnotatedWith(Isolated.class)));
        assertNone(
                "A gate ends the servers of all gates of its process: a test class that starts one needs"
                        + " @ResourceLock(SmallServer.STARTED).",
                callers("dev\\.assay\\.(testing\\.SmallServer\\.command|suite\\.ServedGate\\.run)\\(.*")
                        .filter(test -> Code.TESTS
                                .get(test)
                                .tryGetAnnotationOfType(ResourceLock.class)
                                .filter(lock -> lock.value().equals(SmallServer.STARTED))
                                .isEmpty()));
    }

    /** Returns the test classes that call one of these. */
    private static Stream<String> callers(String methods) {
        return Code.TESTS.stream()
                .flatMap(type -> type.getCodeUnitAccessesFromSelf().stream())
                .filter(call -> call.getTarget().getFullName().matches(methods))
                .map(call -> topLevelName(call.getOriginOwner()))
                .filter(name -> name.endsWith("Test"))
                .distinct();
    }

    private static int floor(String room) {
        return Objects.requireNonNullElse(FLOORS.get(room), ABOVE_ALL_ROOMS);
    }

    private static boolean livesIn(Set<String> homes, JavaClass type) {
        return homes.contains(roomOf(type)) || homes.contains(topLevelName(type));
    }

    private static void forbidArrows(String rule, Predicate<Arrow> wrong) {
        assertNone(
                rule,
                Code.arrows().filter(wrong).map(arrow -> arrow.from() + " -> " + arrow.to() + ": " + arrow.where()));
    }
}

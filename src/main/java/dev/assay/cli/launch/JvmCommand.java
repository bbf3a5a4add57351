package dev.assay.cli.launch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The command that starts the gate in a JVM of its own.
 *
 * @param words the program and its arguments
 * @param archives whether this run loads what most runs load, so that an archive of its classes is worth keeping
 */
record JvmCommand(List<String> words, boolean archives) {
    /** The first feature release of the JDK that logs about archives of classes under the tag {@code aot}. */
    private static final int WITH_AOT = 25;
    /** What a measurement of a live server is asked for with. */
    private static final List<String> LIVE = List.of("--endpoint", "--target", "-Dassay.endpoint", "-Dassay.target");
    /** The command whose classes are kept, unless it is given with an option that ends it early. */
    private static final String ARCHIVED = "verify";

    private static final List<String> ENDS_EARLY =
            List.of("-h", "--help", "--plan", "-Dassay.plan", "-Dassay.plan=true");
    /** What starts quickly: a run that judges recordings ends before optimized code would pay. */
    private static final String QUICK = "-XX:TieredStopAtLevel=1";

    /** The collector that starts most quickly, if nobody asked for another one. */
    private static final String SMALL = "-XX:+UseSerialGC";

    /** The variables in which a JVM looks for arguments. */
    private static final List<String> READ_BY_A_JVM = List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS");
    /** A word of such a variable; what stands in quotes may have spaces. */
    private static final Pattern WORD = Pattern.compile("(?:[^\\s\"']|\"[^\"]*\"|'[^']*')+");

    /** A flag that asks for a collector. */
    static final Pattern COLLECTOR = Pattern.compile("-XX:\\+Use\\w+GC");

    JvmCommand {
        words = List.copyOf(words);
    }

    /**
     * @param archive the archive of the gate's classes
     * @param own the arguments of the launcher's JVM, which the gate's JVM gets too; those of variables are among them
     * @param environment the variables of this process, which the gate's JVM has too
     * @param arguments those of the gate
     */
    static JvmCommand of(
            GateJar gate,
            ClassArchive archive,
            List<String> own,
            Map<String, String> environment,
            List<String> arguments) {
        var words = new ArrayList<String>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // A JVM that is no HotSpot has other flags; the gate itself refuses to measure times without these.
        words.add("-XX:+IgnoreUnrecognizedVMOptions");
        var live = isLive(own) || isLive(arguments);
        if (live) {
            words.addAll(gate.flags());
        } else {
            words.add(QUICK);
            // A JVM that is asked for two collectors does not start.
            if (own.stream().noneMatch(flag -> COLLECTOR.matcher(flag).matches())) {
                words.add(SMALL);
            }
            gate.flags().stream().filter(flag -> flag.startsWith("-D")).forEach(words::add);
        }
        // Writing it takes a second at the end, and nothing but the measurement shall run beside a measurement.
        var archives = !archive.exists()
                && !live
                && !arguments.isEmpty()
                && arguments.getFirst().equals(ARCHIVED)
                && ENDS_EARLY.stream().noneMatch(arguments::contains);
        if (archives) {
            words.add("-XX:ArchiveClassesAtExit=" + archive.part());
        } else if (archive.exists()) {
            words.add("-XX:SharedArchiveFile=" + archive.file());
        }
        // It would tell on standard output which classes it cannot keep.
        words.add("-Xlog:cds*=off");
        if (Runtime.version().feature() >= WITH_AOT) {
            words.add("-Xlog:aot*=off");
        }
        words.addAll(repeated(own, environment));
        words.add("-Ddev.assay.launcher=" + ProcessHandle.current().pid());
        words.add("-jar");
        words.add(gate.file().toString());
        words.addAll(arguments);
        return new JvmCommand(words, archives);
    }

    /**
     * Returns the arguments that the command must have: the gate's JVM reads the variables itself, and every user of the machine sees the arguments of a process,
     * which of a variable nobody else sees. A flag of the JVM is repeated all the same, because the last of two counts, and the command has flags too.
     */
    private static List<String> repeated(List<String> own, Map<String, String> environment) {
        var left = new ArrayList<>(own);
        READ_BY_A_JVM.stream()
                .flatMap(
                        name -> WORD.matcher(environment.getOrDefault(name, "")).results())
                .map(word -> word.group().replaceAll("[\"']", ""))
                .filter(word -> !word.startsWith("-X"))
                .forEach(left::remove);
        return left;
    }

    /** Returns whether a server is measured. A run that is taken for something else is refused by the gate, which needs the flags. */
    private static boolean isLive(List<String> arguments) {
        return arguments.stream()
                .anyMatch(argument ->
                        LIVE.stream().anyMatch(name -> argument.equals(name) || argument.startsWith(name + "=")));
    }
}

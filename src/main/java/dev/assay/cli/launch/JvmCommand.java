package dev.assay.cli.launch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command that starts the gate in a JVM of its own.
 *
 * @param words the program and its arguments
 */
record JvmCommand(List<String> words) {
    /** The first feature release of the JDK that logs about archives of classes under the tag {@code aot}. */
    private static final int WITH_AOT = 25;
    /** What a measurement of a live server is asked for with. */
    private static final List<String> LIVE = List.of("--endpoint", "--target", "-Dassay.endpoint", "-Dassay.target");
    /** What starts quickly: a run that judges recordings ends before optimized code would pay. */
    private static final List<String> QUICK = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    JvmCommand {
        words = List.copyOf(words);
    }

    /**
     * @param own the arguments of the launcher's JVM, which the gate's JVM gets too
     * @param arguments those of the gate
     */
    static JvmCommand of(GateJar gate, List<String> own, List<String> arguments) {
        var words = new ArrayList<String>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // A JVM that is no HotSpot has other flags; the gate itself refuses to measure times without these.
        words.add("-XX:+IgnoreUnrecognizedVMOptions");
        if (isLive(own) || isLive(arguments)) {
            words.addAll(gate.flags());
        } else {
            words.addAll(QUICK);
            gate.flags().stream().filter(flag -> flag.startsWith("-D")).forEach(words::add);
        }
        words.add("-XX:SharedArchiveFile=" + gate.archive(System.getProperty("java.vm.version")));
        words.add("-XX:+AutoCreateSharedArchive");
        // It would tell on standard output which classes it cannot keep.
        words.add("-Xlog:cds*=off");
        if (Runtime.version().feature() >= WITH_AOT) {
            words.add("-Xlog:aot*=off");
        }
        words.addAll(own);
        words.add("-Ddev.assay.launcher=" + ProcessHandle.current().pid());
        words.add("-jar");
        words.add(gate.file().toString());
        words.addAll(arguments);
        return new JvmCommand(words);
    }

    /** Returns whether a server is measured. A run that is taken for something else is refused by the gate, which needs the flags. */
    private static boolean isLive(List<String> arguments) {
        return arguments.stream()
                .anyMatch(argument ->
                        LIVE.stream().anyMatch(name -> argument.equals(name) || argument.startsWith(name + "=")));
    }
}

package dev.assay.cli.launch;

/**
 * The class that {@code java -jar assay.jar} starts. The build compiles it, and nothing else, for Java 8, so that an older Java can say what it lacks. Without it
 * that JVM would end with the status 1, which is FAIL.
 */
public final class Start {
    /** {@code java.level} in pom.xml. */
    static final int OLDEST = 21;
    /** The input is bad: EX_USAGE, as for every command. */
    private static final int BAD_INPUT = 64;

    private Start() {}

    /**
     * Starts the launcher, or ends with the status 64 if this Java is too old.
     *
     * @param arguments those of the gate
     * @throws ReflectiveOperationException never, if the jar is whole
     */
    @SuppressWarnings("SystemOut") // there is no console yet
    public static void main(String[] arguments) throws ReflectiveOperationException {
        String version = System.getProperty("java.specification.version");
        if (isTooOld(version)) {
            System.err.println("assay.jar needs Java " + OLDEST + " or later, found Java " + version + " in "
                    + System.getProperty("java.home") + ". Start it with a later one:"
                    + " /path/to/jdk/bin/java -jar assay.jar");
            System.exit(BAD_INPUT);
        }
        // Not by name: the compiler for Java 8 cannot read the launcher.
        Class.forName(Start.class.getPackage().getName() + ".Launcher")
                .getMethod("main", String[].class)
                .invoke(null, (Object) arguments);
    }

    /**
     * Returns whether the gate cannot run.
     *
     * @param version that of the Java specification: {@code 1.8}, {@code 11}, {@code 21}
     */
    static boolean isTooOld(String version) {
        return version.startsWith("1.") || Integer.parseInt(version) < OLDEST;
    }
}

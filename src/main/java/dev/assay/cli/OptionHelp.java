package dev.assay.cli;

import dev.assay.run.options.Options;

/**
 * What the help says about an option.
 *
 * @param section the heading below which it stands
 * @param value what its value is, in capital letters, or the words that it can be, in brackets if it may be left out; empty: it has none
 * @param text what it does
 */
record OptionHelp(Section section, String value, String text) {
    /** The headings, in their order. */
    enum Section {
        FILES("Where the files are"),
        TESTED("What is tested (default: the recordings in tapes/; no server is contacted)"),
        TESTS("Which tests run (default: all of the deployments that `default` in thresholds.yaml names)"),
        RUN("How a run goes"),
        EARLIER("Runs that exist already");

        private final String heading;

        Section(String heading) {
            this.heading = heading;
        }

        String heading() {
            return heading;
        }
    }

    /** Returns the help on an option. The compiler finds an option without help. */
    static OptionHelp of(Options.Name option) {
        return switch (option) {
            case DIRECTORY ->
                files(
                        "PATH",
                        "the directory with thresholds.yaml, evalsets/, tapes/, baselines/ and runs/; default: the current one");
            case ENDPOINT ->
                tested("URL", "a live server, without /v1; A=URL,B=URL gives each deployment a server of its own");
            case TARGET ->
                tested("process|container", "start the servers that thresholds.yaml describes, and stop them");
            case METRICS ->
                tested(
                        "URL,URL",
                        "the metrics pages of the servers behind a gateway; default: /metrics of the endpoint");
            case DCGM ->
                tested(
                        "URL",
                        "a DCGM exporter that reports on the server's GPUs; default: nvidia-smi, for a server on this machine");
            case NVIDIA_SMI -> tested("PATH", "the program nvidia-smi, if it is not on the PATH");
            case ALLOW_DIFFERENCE ->
                tested(
                        "WORD,WORD",
                        "accept that the server, or a reference, differs in engine-version, engine, gpu, model, precision or load; every result names the difference");
            case CLOUD ->
                tested(
                        "",
                        "ask the metadata service of the cloud (AWS, Google, Azure) for the type of this machine, and write it down");
            case REPLAY ->
                tested(
                        "modelled",
                        "show load tests for which only published figures exist, as if a server had these figures; modelled+tpot=5%% adds a fault");
            case DEPLOYMENT -> tests("NAME,NAME", "only these deployments of thresholds.yaml");
            case TIER -> tests("NAME", "only tests of this tier, and tests without a tier");
            case CELLS -> tests("NAME,NAME", "only these load tests, and no evalset");
            case ONLY -> tests("NAME", "only the test with this name, as a report shows it");
            case PLAN ->
                run(
                        "",
                        "only show what would run, how long it took before, and what that number of samples can decide");
            case BUDGET ->
                run("TIME", "start no test after this time, such as 20m; tests that were not started are UNMEASURED");
            case STOP_ON_CRASH ->
                run("", "start no further test once a server that Assay started has died during a test");
            case SEED ->
                run("NUMBER", "draw prompts and their lengths with this seed; default: a new seed in each live run");
            case LOOPS ->
                run("COUNT", "let so many threads share the connections of a load test; default: one per core but one");
            case ORDER -> run("paired", "let two deployments take turns, test by test");
            case REPEATS -> run("COUNT", "measure each load test and evalset so often");
            case CALIBRATE ->
                run(
                        "COUNT",
                        "measure each load test and evalset at so many starts, at least 3, and show the limits that follow");
            case CALIBRATE_RATE -> run("PERCENT", "how often chance may fail a test with these limits; default: 1%%");
            case CALIBRATE_WRITE -> run("", "write these limits into thresholds.yaml");
            case SHARD ->
                run(
                        "I/N|slurm|kubernetes|ci",
                        "measure part I of N of each test, together with other processes, and judge nothing");
            case SHARD_DIRECTORY -> run("PATH", "the directory in which the shards of a run meet");
            case RECORD -> run("", "keep this live run as the recordings in tapes/");
            case RUN -> earlier("DIRECTORY", "judge a finished or interrupted run again; nothing is sent");
            case RESUME -> earlier("DIRECTORY", "continue a live run that was killed; finished tests are not repeated");
            case JOIN ->
                earlier(
                        "DIRECTORY,DIRECTORY",
                        "judge several finished runs as one, each at another start of its server");
            case MERGE ->
                earlier(
                        "DIRECTORY,DIRECTORY",
                        "make one run of the runs of all shards, and judge it; or name the directory that they shared, a folder that has them, or runs/*-shard*");
            case AGAINST ->
                earlier(
                        "WHAT",
                        "show the run beside a deployment, a run directory, a baseline file, or answers that another tool collected");
            case BASELINE ->
                earlier(
                        "write|show",
                        "accept what was measured as the baselines of its deployments, or show what that would change");
            case LEDGER -> earlier("", "show which answers changed between all runs in runs/");
            case CUSTOMER ->
                earlier(
                        "FILE.md",
                        "write a summary of the runs that --run names (several: A,B) for people outside the team, in English and Chinese, with pictures");
            case AUDIENCE ->
                earlier(
                        "customer|team",
                        "who reads that summary; default: customer, without addresses, folders, and names of hosts and users");
            case TRENDS ->
                earlier(
                        "[PATH]",
                        "write trends.html: how figures went over the runs in a folder, or in a history.csv; default: runs");
            case IMPORT ->
                earlier(
                        "PATH",
                        "read and audit result files of other tools, and show gates of other projects as rows of thresholds.yaml; nothing is judged");
            case IMPORT_WRITE ->
                earlier("DIRECTORY", "write these rows into a directory; a file that exists is not overwritten");
            case PLANT ->
                earlier(
                        "FAULTS",
                        "plant faults such as tpot+5%%,accuracy-2pp into what was measured, and show which limits notice them");
            case REQUIRED -> run("", "fail if nothing is judged; always on");
        };
    }

    private static OptionHelp files(String value, String text) {
        return new OptionHelp(Section.FILES, value, text);
    }

    private static OptionHelp tested(String value, String text) {
        return new OptionHelp(Section.TESTED, value, text);
    }

    private static OptionHelp tests(String value, String text) {
        return new OptionHelp(Section.TESTS, value, text);
    }

    private static OptionHelp run(String value, String text) {
        return new OptionHelp(Section.RUN, value, text);
    }

    private static OptionHelp earlier(String value, String text) {
        return new OptionHelp(Section.EARLIER, value, text);
    }
}

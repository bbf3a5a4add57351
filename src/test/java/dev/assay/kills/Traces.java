package dev.assay.kills;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a file of traces has, read without the code that is tested.
 *
 * @param test the name of the test
 * @param aside whether the file was set aside, because its test was interrupted
 * @param requests those whose lines are whole
 * @param bodiless the lines of requests whose bodies are not whole
 * @param ended whether the last line says that the test is over
 */
record Traces(String test, boolean aside, List<Request> requests, List<String> bodiless, boolean ended) {
    private static final Pattern FILE = Pattern.compile("(?<test>[^/]+)\\.jsonl(?<aside>\\.interrupted.*)?");
    private static final Pattern PAYLOAD = Pattern.compile("\"payload\":\\[(\\d+),(\\d+)]");

    /** A request that had ended, with its bytes. */
    record Request(String test, String line, String body) {
        String id() {
            return Traces.id(line);
        }
    }

    static String id(String line) {
        return line.replaceFirst("^\\{\"id\":\"([^\"]*)\".*", "$1");
    }

    /** Returns the name of the file of bodies for a file of traces. */
    static String bodies(String file) {
        return file.replaceFirst("\\.jsonl", ".bodies.gz");
    }

    static boolean isFile(String name) {
        return FILE.matcher(name).matches();
    }

    /**
     * Reads a file.
     *
     * @param name its name, without a folder
     */
    static Traces of(String name, byte[] file, byte[] bodies) {
        var named = FILE.matcher(name);
        if (!named.matches()) {
            throw new IllegalArgumentException("[" + name + "] is no file of traces");
        }
        var test = named.group("test");
        var text = new String(file, UTF_8);
        // What follows the last line end was being written.
        var lines = text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
        var requests = new ArrayList<Request>();
        var bodiless = new ArrayList<String>();
        for (var line : lines) {
            var payload = PAYLOAD.matcher(line);
            if (line.startsWith("{\"id\":") && payload.find()) {
                var from = Integer.parseInt(payload.group(1));
                var to = from + Integer.parseInt(payload.group(2));
                if (to <= bodies.length) {
                    requests.add(new Request(test, line, new String(Arrays.copyOfRange(bodies, from, to), ISO_8859_1)));
                } else {
                    bodiless.add(line);
                }
            }
        }
        return new Traces(
                test,
                named.group("aside") != null,
                List.copyOf(requests),
                List.copyOf(bodiless),
                !lines.isEmpty() && lines.getLast().startsWith("{\"end\":"));
    }

    /** Returns the requests that are in none of these files. */
    static Set<Request> missing(Set<Request> requests, List<Traces> files) {
        var left = new HashSet<>(requests);
        files.forEach(file -> file.requests().forEach(left::remove));
        return left;
    }
}

package dev.assay.bench;

import dev.assay.calibration.Calibration;
import dev.assay.calibration.ReferenceServer;
import dev.assay.calibration.TokenTiming;
import java.io.IOException;
import java.time.Duration;

/** The server of known truth in a process of its own: {@code PORT FIRST_MS GAP_MICROS TEXT_BYTES}; ends with its standard input. */
final class BenchServer {
    private BenchServer() {}

    public static void main(String[] args) throws IOException {
        var beat = new TokenTiming(
                Duration.ofMillis(Long.parseLong(args[1])),
                Duration.ofNanos(1000 * Long.parseLong(args[2])),
                Integer.parseInt(args[3]));
        Calibration.warm(1);
        try (var server = new ReferenceServer(beat, Integer.parseInt(args[0]))) {
            System.out.println(server.base());
            while (System.in.read() >= 0) {
                // The one who started it holds the other end.
            }
        }
    }
}

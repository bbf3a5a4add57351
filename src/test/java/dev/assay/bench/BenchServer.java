package dev.assay.bench;

import dev.assay.calibration.Calibration;
import dev.assay.calibration.ReferenceServer;
import dev.assay.calibration.TokenTiming;
import java.io.IOException;
import java.time.Duration;

/** Runs the reference server in its own process: {@code PORT FIRST_MS GAP_MICROS TEXT_BYTES}. It ends when its standard input is closed. */
final class BenchServer {
    private BenchServer() {}

    public static void main(String[] args) throws IOException {
        var timing = new TokenTiming(
                Duration.ofMillis(Long.parseLong(args[1])),
                Duration.ofNanos(1000 * Long.parseLong(args[2])),
                Integer.parseInt(args[3]));
        Calibration.warm(1);
        try (var server = new ReferenceServer(timing, Integer.parseInt(args[0]))) {
            System.out.println(server.base());
            while (System.in.read() >= 0) {
                // The process that started it holds the other end.
            }
        }
    }
}

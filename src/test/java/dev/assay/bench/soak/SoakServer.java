package dev.assay.bench.soak;

import dev.assay.calibration.ReferenceServer;
import dev.assay.calibration.TokenTiming;
import java.io.IOException;
import java.time.Duration;

/** A reference server that answers at once. The first line of its output is its address; it ends when its standard input is closed. */
final class SoakServer {
    private SoakServer() {}

    public static void main(String[] arguments) throws IOException {
        try (var server = new ReferenceServer(new TokenTiming(Duration.ZERO, Duration.ZERO, 4), 0)) {
            System.out.println(server.base());
            while (System.in.read() >= 0) {
                // The process that started it holds the other end.
            }
        }
    }
}

package dev.assay.bench;

import dev.assay.calibration.Calibration;
import dev.assay.calibration.LoopbackCertificate;
import dev.assay.calibration.ReferenceServer;
import dev.assay.calibration.TokenTiming;
import java.io.IOException;
import java.security.cert.CertificateEncodingException;
import java.time.Duration;
import java.util.Base64;

/**
 * Runs the reference server in its own process: {@code PORT FIRST_MS GAP_MICROS TEXT_BYTES TLS}. It ends when its standard input is closed. The
 * first line of its output has its address, that of a second server, which speaks TLS, and the second's certificate (DER in Base64).
 */
final class BenchServer {
    private BenchServer() {}

    public static void main(String[] args) throws IOException {
        var timing = new TokenTiming(
                Duration.ofMillis(Long.parseLong(args[1])),
                Duration.ofNanos(1000 * Long.parseLong(args[2])),
                Integer.parseInt(args[3]));
        Calibration.warm(1, false);
        if (Boolean.parseBoolean(args[4])) {
            Calibration.warm(1, true);
        }
        var certificate = LoopbackCertificate.create();
        try (var server = new ReferenceServer(timing, Integer.parseInt(args[0]));
                var secure = new ReferenceServer(timing, 0, certificate)) {
            System.out.println(server.base() + " " + secure.base() + " " + der(certificate));
            while (System.in.read() >= 0) {
                // The process that started it holds the other end.
            }
        }
    }

    private static String der(LoopbackCertificate certificate) {
        try {
            return Base64.getEncoder().encodeToString(certificate.certificate().getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}

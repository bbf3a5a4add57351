package dev.assay.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A private certificate authority and a server certificate that it signed, for TLS tests. The JDK's keytool makes both. */
public final class Certificates {
    private static final String PASSWORD = "changeit";

    private final Path folder;

    private Certificates(Path folder) {
        this.folder = folder;
    }

    public static Certificates in(Path folder) {
        var made = new Certificates(folder);
        made.keytool(
                "-genkeypair",
                "ca.p12",
                "-alias",
                "ca",
                "-keyalg",
                "EC",
                "-dname",
                "CN=A test's authority",
                "-ext",
                "bc:c");
        made.keytool("-exportcert", "ca.p12", "-alias", "ca", "-rfc", "-file", made.path("ca.pem"));
        made.keytool("-genkeypair", "server.p12", "-alias", "server", "-keyalg", "EC", "-dname", "CN=localhost");
        made.keytool("-certreq", "server.p12", "-alias", "server", "-file", made.path("server.csr"));
        made.keytool(
                "-gencert",
                "ca.p12",
                "-alias",
                "ca",
                "-rfc",
                "-infile",
                made.path("server.csr"),
                "-outfile",
                made.path("server.pem"),
                "-ext",
                "san=dns:localhost,ip:127.0.0.1");
        made.keytool("-importcert", "server.p12", "-alias", "ca", "-noprompt", "-file", made.path("ca.pem"));
        made.keytool("-importcert", "server.p12", "-alias", "server", "-noprompt", "-file", made.path("server.pem"));
        return made;
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private void keytool(String what, String store, String... arguments) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-J-XX:TieredStopAtLevel=1",
                what,
                "-keystore",
                path(store),
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD));
        command.addAll(List.of(arguments));
        try {
            var log = folder.resolve("keytool.log");
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            if (process.waitFor() != 0) {
                throw new AssertionError("keytool " + what + ": " + Files.readString(log));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** Returns the authority's certificate, in PEM. */
    public Path authority() {
        return folder.resolve("ca.pem");
    }

    /** Returns the server's certificate, in PEM. */
    Path server() {
        return folder.resolve("server.pem");
    }

    /** Writes the server's key, in PEM. */
    Path serverKey() {
        try {
            var key = store().getKey("server", PASSWORD.toCharArray());
            var text = Base64.getMimeEncoder().encodeToString(key.getEncoded());
            return Files.writeString(
                    folder.resolve("server.key"),
                    "-----BEGIN PRIVATE KEY-----\n" + text + "\n-----END PRIVATE KEY-----\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private KeyStore store() throws IOException, GeneralSecurityException {
        try (var in = Files.newInputStream(folder.resolve("server.p12"))) {
            var store = KeyStore.getInstance("PKCS12");
            store.load(in, PASSWORD.toCharArray());
            return store;
        }
    }

    /** Returns the TLS context of a server for {@code localhost} and {@code 127.0.0.1}. */
    public SSLContext ofServer() {
        try {
            var store = store();
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, PASSWORD.toCharArray());
            var context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}

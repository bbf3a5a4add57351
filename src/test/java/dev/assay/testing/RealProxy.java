package dev.assay.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** nginx or HAProxy as a process of the test, with its default configuration, in front of one server. */
public final class RealProxy implements AutoCloseable {
    private static final int PATIENCE_MS = 20_000;
    private static final int BETWEEN_MS = 10;

    private final Process process;
    private final String scheme;
    private final int port;

    private RealProxy(List<String> command, String scheme, int port) {
        this.scheme = scheme;
        this.port = port;
        try {
            process = new ProcessBuilder(command).inheritIO().start();
            awaitReady();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + command, e);
        }
    }

    /** Starts nginx with the configuration of Debian's package and a plain {@code proxy_pass}. */
    public static RealProxy nginx(Path folder, int server) {
        return nginx(folder, server, "http", "");
    }

    /** Does the same with TLS in front, by the server's certificate of {@code certificates}. */
    public static RealProxy nginx(Path folder, int server, Certificates certificates) {
        return nginx(
                folder,
                server,
                "https",
                " ssl; ssl_certificate " + certificates.server() + "; ssl_certificate_key " + certificates.serverKey());
    }

    private static RealProxy nginx(Path folder, int server, String scheme, String tls) {
        var port = freePort();
        var file = write(
                folder.resolve("nginx.conf"),
                """
                daemon off;
                worker_processes auto;
                pid FOLDER/nginx.pid;
                error_log stderr;
                events { worker_connections 768; }
                http {
                  sendfile on;
                  tcp_nopush on;
                  gzip on;
                  access_log off;
                  client_body_temp_path FOLDER/body;
                  proxy_temp_path FOLDER/proxy;
                  fastcgi_temp_path FOLDER/fastcgi;
                  uwsgi_temp_path FOLDER/uwsgi;
                  scgi_temp_path FOLDER/scgi;
                  server {
                    listen 127.0.0.1:PORTTLS;
                    location / { proxy_pass http://127.0.0.1:SERVER; }
                  }
                }
                """.replace("FOLDER", folder.toString()).replace("TLS", tls),
                port,
                server);
        return new RealProxy(
                List.of(find("nginx"), "-p", folder.toString(), "-e", "stderr", "-c", file.toString()), scheme, port);
    }

    /** Starts HAProxy with the defaults of Debian's package. */
    public static RealProxy haproxy(Path folder, int server) {
        var port = freePort();
        var file = write(folder.resolve("haproxy.cfg"), """
                defaults
                  mode http
                  option dontlognull
                  timeout connect 5000
                  timeout client 50000
                  timeout server 50000
                frontend all
                  bind 127.0.0.1:PORT
                  default_backend one
                backend one
                  server one 127.0.0.1:SERVER
                """, port, server);
        return new RealProxy(List.of(find("haproxy"), "-db", "-f", file.toString()), "http", port);
    }

    public URI base() {
        return URI.create(scheme + "://127.0.0.1:" + port);
    }

    private static Path write(Path file, String text, int port, int server) {
        try {
            return Files.writeString(
                    file, text.replace("PORT", Integer.toString(port)).replace("SERVER", Integer.toString(server)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Searches also /usr/sbin, where Debian installs both and which is not on every user's PATH. */
    private static String find(String command) {
        return List.of("/usr/sbin", "/usr/local/sbin", "/usr/bin", "/usr/local/bin").stream()
                .map(folder -> Path.of(folder, command))
                .filter(Files::isExecutable)
                .findFirst()
                .map(Path::toString)
                .orElseThrow(() -> new AssertionError(
                        command + " is not installed. The profile `proxies` needs Debian's nginx and haproxy."));
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the proxy accepts a connection; fails if it has ended. */
    private void awaitReady() {
        try {
            for (var waited = 0; waited < PATIENCE_MS; waited += BETWEEN_MS) {
                if (takesConnections()) {
                    return;
                }
                if (process.waitFor(BETWEEN_MS, TimeUnit.MILLISECONDS)) {
                    throw new AssertionError("the proxy ended with code " + process.exitValue());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
        throw new AssertionError("the proxy took no connection");
    }

    private boolean takesConnections() {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_MS, TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}

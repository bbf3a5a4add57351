package dev.assay.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

class NetworkFaultTest {
    private static final NetworkFault REFUSED = new NetworkFault.NotConnected("connection refused");
    private static final NetworkFault CUT = new NetworkFault.Broken("closed by the server");

    @Test
    void tellsThatNoConnectionCouldBeMade() {
        assertThat(NetworkFault.of(new ConnectException())).isEqualTo(REFUSED);
        assertThat(NetworkFault.of(new ConnectException("Connection refused"))).isEqualTo(REFUSED);
        assertThat(NetworkFault.of(connect(new ClosedChannelException()))).isEqualTo(REFUSED);
        assertThat(NetworkFault.of(connect(new UnresolvedAddressException())))
                .isEqualTo(new NetworkFault.NotConnected("unknown host"));
        assertThat(NetworkFault.of(connect(new IOException("No route to host"))))
                .isEqualTo(new NetworkFault.NotConnected("No route to host"));
        assertThat(NetworkFault.of(new HttpConnectTimeoutException("HTTP connect timed out")))
                .isEqualTo(new NetworkFault.ConnectTimeout("HTTP connect timed out"));
    }

    @Test
    void tellsWhatBrokeAConnection() {
        assertThat(NetworkFault.of(new IOException("parser", new EOFException("EOF reached while reading"))))
                .isEqualTo(CUT);
        assertThat(NetworkFault.of(new CompletionException(new EOFException("EOF reached while reading"))))
                .isEqualTo(CUT);
        assertThat(NetworkFault.of(new IOException(new ClosedChannelException())))
                .isEqualTo(new NetworkFault.Broken("closed channel"));
    }

    @Test
    void tellsAPortWithoutTlsFromTlsThatFails() {
        assertThat(NetworkFault.of(new IOException(new SSLException("Unsupported or unrecognized SSL message"))))
                .isEqualTo(new NetworkFault.NoTls());
        assertThat(NetworkFault.of(new SSLException("Unrecognized SSL message, plaintext connection?")))
                .isEqualTo(new NetworkFault.NoTls());
        assertThat(NetworkFault.of(new SSLHandshakeException("certificate_unknown")))
                .isEqualTo(new NetworkFault.TlsFailed("certificate_unknown"));
    }

    /** What a server of TLS sent that was asked for http: an alert. */
    @Test
    void tellsAPortWithTlsFromOneThatSpeaksSomethingElse() {
        assertThat(NetworkFault.of(
                        new IOException(new ProtocolException("Invalid status line: \"\u0015\u0003\u0003\""))))
                .isEqualTo(new NetworkFault.SpeaksTls());
        assertThat(NetworkFault.of(new ProtocolException("Invalid status line: \"SSH-2.0-OpenSSH_9.6\"")))
                .isEqualTo(new NetworkFault.Broken("Invalid status line: \"SSH-2.0-OpenSSH_9.6\""));
    }

    @Test
    void sayWhatIsWrongWithACertificate() {
        assertThat(NetworkFault.of(refused(new CertificateExpiredException("NotAfter: Sun Nov 22 10:00:00 UTC 2026"))))
                .isEqualTo(new NetworkFault.TlsFailed(
                        "the server's certificate has expired (NotAfter: Sun Nov 22 10:00:00 UTC 2026)"));
        assertThat(NetworkFault.of(refused(new CertificateNotYetValidException("NotBefore: tomorrow"))))
                .isEqualTo(
                        new NetworkFault.TlsFailed("the server's certificate is not valid yet (NotBefore: tomorrow)"));
        assertThat(NetworkFault.of(refused(new CertificateException("Illegal given domain name: a_b"))))
                .isEqualTo(new NetworkFault.TlsFailed("Illegal given domain name: a_b"));
    }

    private static Throwable refused(CertificateException why) {
        return new SSLHandshakeException("PKIX path validation failed").initCause(why);
    }

    @Test
    void sayWhatHappened() {
        assertThat(new NetworkFault.NoTls().words()).isEqualTo("the port does not speak TLS");
        assertThat(new NetworkFault.NoAnswerInTime(Duration.ofSeconds(2)).words())
                .isEqualTo("no whole answer within 2000 ms");
        assertThat(NetworkFault.SocketsEnded.of(new IOException("no file is left"))
                        .words())
                .isEqualTo("the thread that reads the sockets ended: java.io.IOException: no file is left");
    }

    private static Throwable connect(Throwable why) {
        return new ConnectException().initCause(why);
    }
}

package dev.assay.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;

class NetworkFaultTest {
    @Test
    void saysWhatTheNetworkDid() {
        assertThat(NetworkFault.words(new ConnectException())).isEqualTo("connection refused");
        assertThat(NetworkFault.words(connect(new ClosedChannelException()))).isEqualTo("connection refused");
        assertThat(NetworkFault.words(connect(new UnresolvedAddressException())))
                .isEqualTo("unknown host");
        assertThat(NetworkFault.words(connect(new IOException("No route to host"))))
                .isEqualTo("No route to host");
        assertThat(NetworkFault.words(new IOException("parser", new EOFException("EOF reached while reading"))))
                .isEqualTo("EOF reached while reading");
        assertThat(NetworkFault.words(new IOException(new ClosedChannelException())))
                .isEqualTo("closed channel");
    }

    @Test
    void saysThatAPortSpeaksNoTls() {
        assertThat(NetworkFault.words(new IOException(new SSLException("Unsupported or unrecognized SSL message"))))
                .isEqualTo("the port does not speak TLS");
        assertThat(NetworkFault.words(new SSLException("Unrecognized SSL message, plaintext connection?")))
                .isEqualTo("the port does not speak TLS");
        assertThat(NetworkFault.words(new SSLException("certificate_unknown"))).isEqualTo("certificate_unknown");
    }

    @Test
    void callsAConnectionStaleThatDiedBeforeAnyByte() {
        assertThat(NetworkFault.wasStale(new CompletionException(new IOException(
                        "HTTP/1.1 header parser received no bytes", new EOFException("EOF reached while reading")))))
                .isTrue();
        assertThat(NetworkFault.wasStale(new SocketException("Connection reset")))
                .isTrue();
        assertThat(NetworkFault.wasStale(new ClosedChannelException())).isTrue();
    }

    @Test
    void callsNoOtherFaultStale() {
        assertThat(NetworkFault.wasStale(new ConnectException())).isFalse();
        assertThat(NetworkFault.wasStale(new HttpConnectTimeoutException("HTTP connect timed out")))
                .isFalse();
        assertThat(NetworkFault.wasStale(new ProtocolException("Invalid status line: \"SSH\"")))
                .isFalse();
        assertThat(NetworkFault.wasStale(new SSLException("Unsupported or unrecognized SSL message")))
                .isFalse();
        assertThat(NetworkFault.wasStale(new IOException("parsing HTTP/1.1 status line, receiving [HTT]")))
                .isFalse();
        assertThat(NetworkFault.wasStale(new IllegalStateException())).isFalse();
    }

    private static Throwable connect(Throwable why) {
        return new ConnectException().initCause(why);
    }
}

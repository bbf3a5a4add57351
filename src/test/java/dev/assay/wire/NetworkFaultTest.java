package dev.assay.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
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

    private static Throwable connect(Throwable why) {
        return new ConnectException().initCause(why);
    }
}

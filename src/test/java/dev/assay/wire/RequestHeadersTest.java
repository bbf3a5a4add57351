package dev.assay.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.wire.secrets.Secrets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RequestHeadersTest {
    private static final RequestHeaders HEADERS =
            new RequestHeaders(Map.of("Authorization", "Bearer sk-0123456789"), Secrets.of(List.of("sk-0123456789")));

    @Test
    void showsNamesOnly() {
        assertThat(HEADERS).hasToString("RequestHeaders[Authorization]");
    }

    @Test
    void tellsAnotherServerNothing() {
        assertThat(HEADERS.unsent()).isEqualTo(new RequestHeaders(Map.of(), HEADERS.secrets()));
    }
}
